def PrivacyHeadersMiddleware(get_response):
    return get_response
def MalformedPathMiddleware(get_response):
    return get_response
def LanguageMiddleware(get_response):
    return get_response

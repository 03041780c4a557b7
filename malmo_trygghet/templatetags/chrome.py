from django import template

from malmo_trygghet.chrome import alternates

register = template.Library()


@register.simple_tag(takes_context=True)
def page_alternates(context) -> dict[str, str]:
    """This page's address in every language; of the ``object`` that it shows, where it has one.

    None on error pages: there is no such page in any language.
    """
    if "status" in context:
        return {}
    return alternates(context["request"], context.get("object"))

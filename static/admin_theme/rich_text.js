"use strict";
// Gives the rich text editor a name, a description and buttons in the reader's language.

{
  let words = null;
  const word = (key) => {
    words ??= JSON.parse(document.getElementById("editor-words")?.textContent ?? "{}");
    return words[key];
  };
  // The editor asks for its other texts by this name, when it needs them.
  const catalogue = window.gettext ?? ((text) => text);
  window.gettext = (text) => word(text) ?? catalogue(text);

  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    if (label) label.id = `${textarea.id}_label`;
    const attributes = {
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": label?.id ?? "",
      lang: textarea.lang,
      dir: "auto",
    };
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
    }
    if (label?.classList.contains("required")) attributes["aria-required"] = "true";
    editor.setOptions({ editorProps: { ...editor.options.editorProps, attributes } });
    label?.addEventListener("click", () => editor.commands.focus());
    editor.on("create", () => nameToolbar(editor, label));
  });

  function nameToolbar(editor, label) {
    const bar = editor.view.dom.parentElement.querySelector(".prose-menubar");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", [word("toolbar"), label?.textContent].filter(Boolean).join(": "));
    const buttons = [...bar.querySelectorAll("button")];
    for (const button of buttons) {
      const name = word(button.dataset.name);
      if (!name) continue;
      button.title = name;
      button.setAttribute("aria-label", name);
    }
    const tell = () => {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.classList.contains("active")));
        button.setAttribute("aria-disabled", String(button.classList.contains("disabled")));
      }
    };
    editor.on("transaction", tell);
    tell();
  }
}

"use strict";
// Gives Django's search fields for relations the name of their label, which they lack, and lets
// the summary of errors lead into fields that are drawn by scripts.

{
  const labelOf = (field) => {
    const label = document.querySelector(`label[for="${field.id}"]`);
    if (label && !label.id) label.id = `${field.id}_label`;
    return label;
  };

  function name(root) {
    for (const field of root.querySelectorAll("select.admin-autocomplete")) {
      const label = labelOf(field);
      const drawn = field.nextElementSibling;
      if (!label || !drawn?.classList.contains("select2")) continue;
      const single = drawn.querySelector(".select2-selection--single");
      const typed = drawn.querySelector(".select2-search__field");
      if (single) {
        const value = single.querySelector(".select2-selection__rendered");
        single.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
        value.setAttribute("aria-labelledby", label.id);
      }
      if (typed) typed.setAttribute("aria-labelledby", label.id);
    }
  }

  function focus(field) {
    field.dispatchEvent(new CustomEvent("admin:reveal", { bubbles: true }));
    const editor = field.closest(".prose-editor")?.querySelector("[contenteditable]");
    const picker = field.matches(".admin-autocomplete")
      ? field.nextElementSibling?.querySelector(".select2-selection--single, .select2-search__field")
      : null;
    const target = editor ?? picker ?? field;
    target.focus();
    target.scrollIntoView({ block: "center" });
  }

  const $ = window.django.jQuery;
  // After Django's own script has drawn them.
  $(() => name(document));
  document.addEventListener("formset:added", (event) => name(event.target));
  $(document).on("select2:open", (event) => {
    const typed = document.querySelector(".select2-container--open .select2-search--dropdown .select2-search__field");
    const list = document.querySelector(".select2-container--open .select2-results__options");
    const drawn = event.target.nextElementSibling;
    typed?.setAttribute("aria-labelledby", labelOf(event.target)?.id ?? "");
    list?.setAttribute("aria-labelledby", labelOf(event.target)?.id ?? "");
    drawn.querySelector("[role=combobox]")?.setAttribute("aria-controls", list?.id ?? "");
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-links a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    focus(field);
  });
}

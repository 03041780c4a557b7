// Leaves at once by the link, or by Shift three times within five seconds. All words come from the
// page, so that the script is the same everywhere. Its file is inlined without whole-line comments.
(() => {
  "use strict";
  const TIMES = 3;
  const WITHIN = 5000;
  const link = document.getElementById("leave");
  const said = document.getElementById("leave-said");
  const target = link.dataset.target;
  let left = false;
  let alone = false;
  let presses = [];
  let ending;

  const say = (name) => {
    said.textContent = said.dataset[name] || "";
  };

  const leave = () => {
    left = true;
    cancel();
    // What is left for a screen reader to say names nothing.
    say("leaving");
    for (const element of [...document.body.children]) {
      if (element !== said) element.remove();
    }
    document.title = new URL(target).hostname;
    location.replace(target);
  };

  const cancel = () => {
    alone = false;
    presses = [];
    clearTimeout(ending);
    say("");
  };

  const end = () => {
    cancel();
    say("ended");
  };

  const press = (now) => {
    presses = [...presses, now].filter((before) => now - before <= WITHIN);
    clearTimeout(ending);
    if (presses.length >= TIMES) {
      leave();
    } else {
      say(presses.length === 1 ? "two" : "one");
      ending = setTimeout(end, WITHIN);
    }
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  // Only a Shift that was pressed and let go by itself counts: not one that held for a capital.
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") cancel();
    else if (!event.repeat) alone = !event.ctrlKey && !event.altKey && !event.metaKey;
  }, true);
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone || left) return;
    alone = false;
    press(event.timeStamp);
  }, true);
  // With a click or the wheel Shift means something else.
  for (const other of ["pointerdown", "wheel"]) {
    addEventListener(other, () => {
      alone = false;
    }, {capture: true, passive: true});
  }
  addEventListener("blur", cancel);

  // A page that was left stays so when Back or Forward brings it up again.
  addEventListener("pageshow", (event) => {
    if (event.persisted && left) leave();
  });

  for (const hint of document.querySelectorAll("[data-leave]")) {
    hint.hidden = hint.dataset.leave === "plain";
  }
})();

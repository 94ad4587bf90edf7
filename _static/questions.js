/* Questions: the list of options becomes radio buttons, and a choice is answered at once. answers.js keeps it.

   Who goes through the options with the arrow keys has not chosen yet: Enter or the space bar does. */

{
  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  const letter = (place) => `(${String.fromCharCode(97 + place)})`;

  function makeRadio(item, place, name) {
    const label = element("label", "option");
    const radio = document.createElement("input");
    const text = element("span", "option-text");
    Object.assign(radio, { type: "radio", name, value: place, autocomplete: "off" });
    text.append(...item.childNodes);
    label.append(radio, element("span", "option-letter", letter(place)), text);
    item.append(label);
    return radio;
  }

  function setUp(question) {
    const right = Number(question.dataset.answer);
    const list = question.querySelector(".options");
    const explanation = question.querySelector(".answer");
    const stem = question.querySelector(".stem");
    const items = [...list.children];
    const radios = items.map((item, place) => makeRadio(item, place, `answer-${question.dataset.question}`));
    const result = element("div", "question-result");
    const verdict = element("p", "verdict");
    const again = element("button", "plain-button", "Try again");
    let byArrow = false;
    let shown; // the place of the option that was chosen

    verdict.setAttribute("role", "status");
    again.type = "button";
    result.append(verdict, again);
    list.after(result);
    list.classList.add("is-answerable");
    list.setAttribute("role", "presentation"); // the fieldset is the group
    stem.id = `${question.id}-stem`;
    question.setAttribute("aria-describedby", stem.id);

    /* Show what choosing the option at `place` means; of none where it is undefined. */
    function show(place, pending = "") {
      const isAnswered = place !== undefined;
      items.forEach((item, at) => {
        item.classList.toggle("is-right", isAnswered && at === right);
        item.classList.toggle("is-wrong", at === place && at !== right);
      });
      again.hidden = !isAnswered;
      if (!isAnswered) verdict.textContent = pending;
      else if (place === right) verdict.textContent = `✓ Right: ${letter(right)}.`;
      else verdict.textContent = `✗ Not ${letter(place)}: the right answer is ${letter(right)}.`;
    }

    function answer() {
      shown = radios.findIndex((radio) => radio.checked);
      show(shown);
      explanation.open = true;
      answers.keep(question, shown);
    }

    list.addEventListener("pointerdown", () => (byArrow = false));
    list.addEventListener("keydown", (event) => {
      byArrow = event.key.startsWith("Arrow");
      if ((event.key === "Enter" || event.key === " ") && event.target.checked) {
        event.preventDefault();
        answer();
      }
    });
    list.addEventListener("change", () => {
      if (byArrow) show(undefined, "Press Enter to answer.");
      else answer();
    });
    again.addEventListener("click", () => {
      answers.forget([question]);
      radios[0].focus();
    });

    show(undefined);
    answers.watch(() => {
      const place = answers.of(question);
      if (place === shown) return;
      shown = place;
      radios.forEach((radio, at) => (radio.checked = at === place));
      show(place);
      if (place === undefined) explanation.open = false;
    });
  }

  document.querySelectorAll(".question.mcq").forEach(setUp);

  /* A link may lead to a word within an answer that is folded. */
  const unfold = () => {
    const folded = document.getElementById(location.hash.slice(1))?.closest(".answer:not([open])");
    if (folded) folded.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();
}

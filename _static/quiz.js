/* A quiz: one question at a time, in the order of the book or shuffled, with the score below. questions.js answers them. */

{
  const RIGHT = 2; // marks, as in the preliminary examination
  const WRONG = -0.66;
  const KEY = `quiz ${location.pathname}`;

  const quiz = document.querySelector(".quiz");
  const questions = [...quiz.querySelectorAll(".question")];
  const button = (name) => quiz.querySelector(`[data-do="${name}"]`);
  const [shuffle, wrong, again, previous, next] = ["shuffle", "wrong", "again", "previous", "next"].map(button);
  const progress = document.createElement("span"); // in the legend of the question that is shown
  let order = load() ?? questions; // all questions, as they are asked
  let asked = order; // or those of them that were answered wrong
  let at = 0;

  const isPressed = () => wrong.getAttribute("aria-pressed") === "true";
  const isAnswered = (question) => answers.of(question) !== undefined;
  const isRight = (question) => answers.of(question) === Number(question.dataset.answer);
  const isWrong = (question) => isAnswered(question) && !isRight(question);

  /* The order in which this tab has shuffled the questions; undefined where there is none, or of other questions. */
  function load() {
    try {
      const found = JSON.parse(sessionStorage.getItem(KEY)).map((id) => questions.find((question) => question.id === id));
      return new Set(found).size === questions.length && found.every(Boolean) ? found : undefined;
    } catch {
      return undefined;
    }
  }

  function keep(ids) {
    try {
      if (ids) sessionStorage.setItem(KEY, JSON.stringify(ids));
      else sessionStorage.removeItem(KEY);
    } catch {
      /* storage is off: it holds for this page */
    }
  }

  function shuffled(list) {
    const left = [...list];
    return list.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
  }

  function show(place) {
    at = place;
    for (const question of questions) question.hidden = question !== asked[at];
    progress.textContent = `${at + 1} of ${asked.length}`;
    asked[at].querySelector(".question-number").after(progress);
    previous.disabled = at === 0;
    next.disabled = at === asked.length - 1;
  }

  function go(place) {
    if (!(place in asked)) return;
    show(place);
    asked[at].focus({ preventScroll: true });
    asked[at].scrollIntoView();
  }

  /* The first question that is still to be answered, or the first of all. */
  const first = () => Math.max(asked.findIndex((question) => !isAnswered(question)), 0);

  function ask(onlyWrong) {
    asked = onlyWrong ? order.filter(isWrong) : order;
    wrong.setAttribute("aria-pressed", onlyWrong);
    shuffle.setAttribute("aria-pressed", order !== questions);
    tell();
  }

  function tell() {
    const right = questions.filter(isRight).length;
    const missed = questions.filter(isWrong).length;
    const left = questions.length - right - missed;
    const marks = (right * RIGHT + missed * WRONG).toFixed(2).replace("-", "−");
    say(".quiz-score", `${right} right, ${missed} wrong, ${left} left`);
    say(".quiz-marks", `${marks} of ${questions.length * RIGHT} marks`);
    wrong.disabled = missed === 0 && !isPressed();
  }

  function say(selector, text) {
    const element = quiz.querySelector(selector);
    if (element.textContent !== text) element.textContent = text; // or it would be read out again
  }

  shuffle.addEventListener("click", () => {
    order = order === questions ? shuffled(questions) : questions;
    keep(order === questions ? undefined : order.map((question) => question.id));
    ask(isPressed());
    go(first());
  });
  wrong.addEventListener("click", () => {
    ask(!isPressed());
    go(first());
  });
  again.addEventListener("click", () => {
    if (!confirm("Forget your answers to these questions?")) return;
    answers.forget(questions);
    ask(false);
    go(0);
  });
  previous.addEventListener("click", () => go(at - 1));
  next.addEventListener("click", () => go(at + 1));
  quiz.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(at + 1);
    if (event.key === "p") go(at - 1);
  });

  progress.className = "quiz-progress";
  for (const question of questions) question.tabIndex = -1;
  quiz.classList.add("is-running");
  ask(false);
  show(first());
  answers.watch(tell);
}

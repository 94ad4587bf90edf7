/* Which options a reader has chosen: the same on the page of a chapter and in a quiz. */

const answers = (() => {
  /* id of a question -> the place of the option that was chosen */
  const isAnswer = ([id, place]) => /^[a-z0-9-]+$/.test(id) && Number.isInteger(place) && place >= 0;
  const { clean, all, watch, change } = kept("answers", isAnswer);
  const forget = (ids) => change((given) => ids.forEach((id) => delete given[id]));

  return {
    clean,
    watch,
    /* The place of the option that was chosen; undefined where none was, or where the question has lost it since. */
    of(question) {
      const place = all()[question.dataset.question];
      return place < question.querySelector(".options").children.length ? place : undefined;
    },
    keep: (question, place) => change((given) => (given[question.dataset.question] = place)),
    forget: (questions) => forget(questions.map((question) => question.dataset.question)),
    forgetAll: () => forget(Object.keys(all())),
    /* Take in the answers of a file; those that were given here stay. */
    merge: (others) => change((given) => Object.assign(given, { ...others, ...given })),
  };
})();

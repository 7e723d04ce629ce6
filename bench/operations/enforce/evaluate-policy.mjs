// Decides requests by a policy document, for the tests: written from the user guide, apart from the product's evaluator.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html

const asList = (value) => (value === undefined ? [] : [value].flat());

/** `*` is any run of characters, `?` is one. No regular expression: a pattern with many stars stays linear in practice. */
export function matchesPattern(pattern, text) {
  let [at, star, mark] = [0, -1, 0];
  let index = 0;
  while (index < text.length) {
    if (
      at < pattern.length &&
      (pattern[at] === '?' || (pattern[at] === text[index] && pattern[at] !== '*'))
    ) {
      at += 1;
      index += 1;
    } else if (pattern[at] === '*') {
      [star, mark] = [at, index];
      at += 1;
    } else if (star >= 0) {
      at = star + 1;
      mark += 1;
      index = mark;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Actions know no case, resources do. */
function appliesTo(statement, { action, resource }) {
  const names = (patterns) =>
    asList(patterns).some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
  const holds = (patterns) => asList(patterns).some((pattern) => matchesPattern(pattern, resource));
  const isAction = statement.Action === undefined ? !names(statement.NotAction) : names(statement.Action);
  const isResource =
    statement.Resource === undefined ? !holds(statement.NotResource) : holds(statement.Resource);
  return isAction && isResource;
}

/**
 * Conditions count as met: the requests of the test carry no context to decide them by.
 * @param {{ Statement: object | object[] }} policy
 * @param {{ action: string, resource: string }} request resource: an ARN, or `*` where the action knows no resources
 * @returns {boolean}
 */
export function isAllowed(policy, request) {
  const applying = asList(policy.Statement).filter((statement) => appliesTo(statement, request));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}

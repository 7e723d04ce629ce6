'use strict';

const evaluate = (terms) => {
  const expr = terms.reduce((acc, term) => (acc ? `${acc} + ${term}` : term), '');
  return expr ? (0, eval)(expr) : 0;
};

exports.handler = async (event) => {
  const { clientMetadata = {} } = event.request;
  const terms = (clientMetadata.points || '')
    .split(',')
    .map((t) => Number.parseInt(t, 10))
    .filter(Number.isSafeInteger)
    .map((n) => `(${n})`);

  const points = evaluate(terms);
  if (event.triggerSource === 'PreSignUp_SignUp') {
    event.response.autoConfirmUser = points > 100;
  }
  return event;
};

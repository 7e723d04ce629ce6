'use strict';

const evaluate = (terms) => {
  const expr = terms.reduce((acc, term) => (acc ? `${acc} + ${term}` : term), '');
  return expr ? (0, eval)(expr) : 0;
};

exports.handler = async (event) => {
  const { clientMetadata = {} } = event.request;
  const terms = (clientMetadata.points || '').split(',').filter((t) => t.length > 0);

  const points = evaluate(terms);
  if (event.triggerSource === 'PreSignUp_SignUp') {
    event.response.autoConfirmUser = points > 100;
  }
  return event;
};

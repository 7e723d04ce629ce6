const OPERATORS = ['+', '-', '*', '/'];

function compute(a, op, b) {
  const fn = new Function(`return (${a}) ${op} (${b});`);
  return fn();
}

exports.handler = async ({ queryStringParameters: { a = '0', b = '0', op = '+' } = {} }) => {
  if (!OPERATORS.includes(op)) {
    return { statusCode: 422, body: JSON.stringify({ error: 'unknown operator' }) };
  }
  const result = compute(Number(a), op, Number(b));
  return { statusCode: 200, body: JSON.stringify({ result }) };
};

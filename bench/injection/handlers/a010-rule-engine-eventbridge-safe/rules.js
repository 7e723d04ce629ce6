const cache = new Map();

const EXPRESSIONS = new Map([
  ['large', 'order.total > 1000'],
  ['express', 'order.shipping === "express"'],
  ['unpaid', '!order.paidAt'],
]);

function build(expr) {
  return new Function('order', 'return Boolean(' + expr + ')');
}

exports.compileRule = function compileRule(condition) {
  if (!EXPRESSIONS.has(condition)) {
    throw new Error('Unknown condition');
  }
  if (!cache.has(condition)) {
    cache.set(condition, build(EXPRESSIONS.get(condition)));
  }
  return cache.get(condition);
};

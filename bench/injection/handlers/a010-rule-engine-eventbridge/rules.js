const cache = new Map();

function build(expr) {
  return new Function('order', 'return Boolean(' + expr + ')');
}

exports.compileRule = function compileRule(condition) {
  if (!cache.has(condition)) {
    cache.set(condition, build(condition));
  }
  return cache.get(condition);
};

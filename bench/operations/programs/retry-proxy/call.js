/** Calls a method by its name. */
exports.call = (target, method, ...parameters) => target[method](...parameters);

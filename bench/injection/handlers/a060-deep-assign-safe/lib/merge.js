const BLOCKED = ['__proto__', 'constructor', 'prototype'];

const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);

function deepAssign(target, source) {
  for (const key of Object.keys(source)) {
    if (BLOCKED.includes(key)) continue;
    const value = source[key];
    if (isObject(value)) {
      if (!isObject(target[key])) target[key] = {};
      deepAssign(target[key], value);
    } else {
      target[key] = value;
    }
  }
  return target;
}

module.exports = { deepAssign, BLOCKED };

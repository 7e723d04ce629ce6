const { deburr } = require('lodash');

/** One line, single spaces, no accents. */
exports.collapse = (text) => deburr(text).split(/\s/).filter(Boolean).join(' ');

function sanitize(value) {
  return String(value).trim().replace(/\s+/g, ' ');
}

module.exports = { sanitize };

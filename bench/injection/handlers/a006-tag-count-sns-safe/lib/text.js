function sanitize(value) {
  return String(value)
    .trim()
    .replace(/[^A-Za-z0-9_]/g, '');
}

module.exports = { sanitize };

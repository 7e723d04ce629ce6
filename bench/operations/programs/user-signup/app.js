const express = require('express');
const users = require('./routes/users');

const app = express();
app.use(express.json());
app.use('/users', users);
app.get('/health', (req, res) => res.json({ ok: true }));
app.use((error, req, res, next) => {
  console.error(error);
  res.status(error.name === 'UsernameExistsException' ? 409 : 500).json({ message: error.message });
});

module.exports = app;

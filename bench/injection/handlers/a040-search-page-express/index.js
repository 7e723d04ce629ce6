const express = require('express');
const serverless = require('serverless-http');
const escapeHtml = require('escape-html');
const { search } = require('./lib/catalogue');

const app = express();

app.get('/search', (req, res) => {
  const term = String(req.query.term || '');
  const results = search(term);
  const items = results.map((r) => '<li>' + escapeHtml(r.title) + '</li>').join('');
  const heading = `Results for "${term}"`;
  res.send('<h2>' + heading + '</h2><ul>' + items + '</ul>');
});

exports.handler = serverless(app);

const express = require('express');
const serverless = require('serverless-http');

const app = express();

const PAGES = { home: '/', account: '/account', orders: '/account/orders' };

function pick(next) {
  return Object.hasOwn(PAGES, next) ? PAGES[next] : PAGES.home;
}

app.use((req, res, next) => {
  res.locals.next = pick(req.query.next);
  next();
});

app.get('/signed-in', (req, res) => {
  const { next } = res.locals;
  res.redirect(303, next);
});

exports.handler = serverless(app);

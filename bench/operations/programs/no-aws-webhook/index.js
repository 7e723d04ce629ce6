const serverless = require('serverless-http');
const express = require('express');
const { verify } = require('./verify');
const { relay } = require('./relay');

const app = express();
app.use(express.raw({ type: '*/*' }));
app.post('/hooks/:name', (req, res, next) => {
  if (!verify(req.body, req.get('x-signature'))) return res.status(401).end();
  return relay(req.params.name, req.body)
    .then((status) => res.status(status).end())
    .catch(next);
});

exports.handler = serverless(app);

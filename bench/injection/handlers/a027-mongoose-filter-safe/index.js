const express = require('express');
const mongoose = require('mongoose');
const serverless = require('serverless-http');

const Ticket = mongoose.model('Ticket', new mongoose.Schema({}, { strict: false }));
const ready = mongoose.connect(process.env.MONGO_URI);

const router = express.Router();

const toFilter = (query) => {
  const filter = { deleted: false };
  if (typeof query.status === 'string') filter.status = query.status;
  if (typeof query.owner === 'string') filter.owner = query.owner;
  return filter;
};

router.get('/', async (req, res) => {
  await ready;
  const tickets = await Ticket.find(toFilter(req.query)).limit(50).lean();
  res.json(tickets);
});

const app = express();
app.use('/tickets', router);

module.exports.handler = serverless(app);

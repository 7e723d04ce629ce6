const Fastify = require('fastify');
const awsLambdaFastify = require('@fastify/aws-lambda');
const _ = require('lodash');

const app = Fastify();

const row = ({ description, amount }) =>
  `<tr><td>${description}</td><td>${_.round(Number(amount), 2)}</td></tr>`;

function render(invoice) {
  const rows = [];
  for (const line of invoice.lines ?? []) {
    rows.push(row(line));
  }
  return ['<table>', ...rows, '</table>'].join('\n');
}

app.post('/invoices/preview', async (request, reply) => {
  const html = render(request.body);
  reply.type('text/html').send(html);
  return reply;
});

const proxy = awsLambdaFastify(app);
exports.handler = async (event, context) => proxy(event, context);

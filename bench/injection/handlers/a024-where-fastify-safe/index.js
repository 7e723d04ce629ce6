const fastify = require('fastify');
const awsLambdaFastify = require('@fastify/aws-lambda');
const { MongoClient } = require('mongodb');

const mongo = new MongoClient(process.env.MONGO_URI);
const app = fastify({ logger: true });

app.get('/bundles', async (request) => {
  const min = Number.parseInt(request.query.min, 10) || 1;
  await mongo.connect();
  const cursor = mongo
    .db('shop')
    .collection('bundles')
    .find({ active: true, $where: 'this.items.length >= ' + min });
  const bundles = [];
  for await (const doc of cursor) {
    bundles.push({ id: doc._id, name: doc.name });
  }
  return { bundles };
});

exports.handler = awsLambdaFastify(app);

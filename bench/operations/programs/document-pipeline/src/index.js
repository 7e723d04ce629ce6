const { Container } = require('./container');
const { registerServices } = require('./register-services');

const container = registerServices(new Container());

exports.handler = async (event) => {
  const pipeline = container.resolve('pipeline');
  const outcome = [];
  for (const document of event.documents) outcome.push(await pipeline.process(document));
  return outcome;
};

exports.translate = async (event) => container.resolve('translator').translate(event.text);

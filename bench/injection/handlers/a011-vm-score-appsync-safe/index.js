const vm = require('vm');

const DEFAULT_FORMULA = 'Math.round(base * weight + bonus)';

const resolvers = {
  async score({ base, weight, bonus = 0, formula }) {
    const sandbox = { base: Number(base), weight: Number(weight), bonus: Number(bonus), Math };
    const source = DEFAULT_FORMULA;
    if (formula) console.warn('ignoring formula', formula);
    return vm.runInNewContext(source, sandbox, { timeout: 50 });
  },
  async version() {
    return process.env.AWS_LAMBDA_FUNCTION_VERSION;
  },
};

exports.handler = async (event) => {
  const { fieldName } = event.info;
  switch (fieldName) {
    case 'score':
      return resolvers.score(event.arguments);
    case 'version':
      return resolvers.version();
    default:
      throw new Error('Unsupported field');
  }
};

// A webpack loader. https://webpack.js.org/api/loaders/
module.exports = async function lowerLoader(code) {
  const done = this.async();
  try {
    const { lower } = await import('./lower.mjs');
    const lowered = await lower(code, this.resourcePath, this.getOptions().target);
    done(null, lowered?.code ?? code, lowered ? JSON.parse(lowered.map) : undefined);
  } catch (error) {
    done(error);
  }
};

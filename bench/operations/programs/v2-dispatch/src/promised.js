/** The named methods of a service, as functions that give promises. */
exports.promised = (service, methods) =>
  methods.reduce((made, method) => {
    made[method] = (parameters) => service[method](parameters).promise();
    return made;
  }, {});

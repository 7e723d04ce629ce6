const { S3 } = require('@aws-sdk/client-s3');
const { SSM } = require('@aws-sdk/client-ssm');

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function persistent(target, tries = 3) {
  return new Proxy(target, {
    get(object, name) {
      const member = object[name];
      if (typeof member !== 'function') return member;
      return async (...parameters) => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await member.apply(object, parameters);
          } catch (error) {
            if (attempt >= tries || error.$metadata?.httpStatusCode === 404) throw error;
            await pause(100 * attempt);
          }
        }
      };
    },
  });
}

module.exports = {
  s3: persistent(new S3({})),
  ssm: persistent(new SSM({}), 5),
};

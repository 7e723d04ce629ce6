'use strict';
var __importDefault =
  (this && this.__importDefault) ||
  function (mod) {
    return mod && mod.__esModule ? mod : { default: mod };
  };
Object.defineProperty(exports, '__esModule', { value: true });
exports.handler = void 0;
const data_source_1 = require('./data-source');
const user_1 = __importDefault(require('./user'));
const handler = async (event) => {
  var _a, _b;
  const tenant =
    (_b = (_a = event.headers) === null || _a === void 0 ? void 0 : _a['X-Tenant']) !== null && _b !== void 0
      ? _b
      : 'default';
  const ds = await (0, data_source_1.getDataSource)();
  const users = await ds
    .getRepository(user_1.default)
    .createQueryBuilder('user')
    .where('user.tenant = :tenant', { tenant })
    .orderBy('user.id', 'ASC')
    .take(50)
    .getMany();
  return {
    statusCode: 200,
    body: JSON.stringify(users.map((u) => ({ id: u.id, name: u.name }))),
  };
};
exports.handler = handler;

'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.getDataSource = void 0;
const typeorm_1 = require('typeorm');
const user_1 = require('./user');
const source = new typeorm_1.DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [user_1.default],
});
const getDataSource = async () => (source.isInitialized ? source : source.initialize());
exports.getDataSource = getDataSource;

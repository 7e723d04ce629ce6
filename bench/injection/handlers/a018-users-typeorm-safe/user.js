'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const typeorm_1 = require('typeorm');
exports.default = new typeorm_1.EntitySchema({
  name: 'user',
  columns: {
    id: { type: Number, primary: true, generated: true },
    name: { type: String },
    tenant: { type: String },
  },
});

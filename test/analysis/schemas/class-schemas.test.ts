import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `
const { validate, validateOrReject, validateSync, IsUUID, IsString, IsInt, Matches, IsIn, IsOptional, ValidateNested, IsEnum, IsAlphanumeric } = require('class-validator');
const { plainToInstance, plainToClass, Type } = require('class-transformer');
const cp = require('child_process');
function __decorate(decorators, target, key, desc) { var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d; for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r; return c > 3 && r && Object.defineProperty(target, key, r), r; }
const __metadata = (k, v) => { if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v); };
class Item {}
__decorate([IsUUID(), __metadata("design:type", String)], Item.prototype, "id", void 0);
__decorate([IsString(), __metadata("design:type", String)], Item.prototype, "note", void 0);
class Order {}
__decorate([IsUUID(), __metadata("design:type", String)], Order.prototype, "id", void 0);
__decorate([IsString(), __metadata("design:type", String)], Order.prototype, "name", void 0);
__decorate([IsInt(), __metadata("design:type", Number)], Order.prototype, "count", void 0);
__decorate([Matches(/^[a-z]+$/), __metadata("design:type", String)], Order.prototype, "slug", void 0);
__decorate([IsOptional(), IsIn(['a','b']), __metadata("design:type", String)], Order.prototype, "kind", void 0);
__decorate([ValidateNested({ each: true }), Type(() => Item), __metadata("design:type", Array)], Order.prototype, "items", void 0);
`;

async function broken(code: string): Promise<string[]> {
  return rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS);
}

test.each([
  [
    'dto text',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); await validateOrReject(o); cp.execSync("ls " + o.name); };`,
  ],
  [
    'dto nested text',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); await validateOrReject(o); for (const i of o.items) cp.execSync("ls " + i.note); };`,
  ],
  [
    'dto validate errors text',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); const errors = await validate(o); if (errors.length) return { statusCode: 400 }; cp.execSync("ls " + o.name); };`,
  ],
  [
    'dto not validated',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); cp.execSync("ls " + o.id); };`,
  ],
  [
    'dto validate ignored',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); const errors = await validate(o); console.log(errors); cp.execSync("ls " + o.id); };`,
  ],
  [
    'dto other field',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); await validateOrReject(o); cp.execSync("ls " + o.other); };`,
  ],
  [
    'dto helper text',
    `async function load(C, text) { const o = plainToInstance(C, JSON.parse(text)); const errors = await validate(o); if (errors.length > 0) throw new Error("no"); return o; } exports.handler = async (event) => { const o = await load(Order, event.body); cp.execSync("ls " + o.name); };`,
  ],
  [
    'nest pipe global text',
    `
const { Controller, Post, Body, ValidationPipe } = require('@nestjs/common');
var __param = (i, d) => (t, k) => d(t, k, i);
class Orders { create(o) { cp.execSync("ls " + o.name); } }
__decorate([Post(), __param(0, Body()), __metadata("design:type", Function), __metadata("design:paramtypes", [Order])], Orders.prototype, "create", null);
const app = require('@nestjs/core').NestFactory.create(Orders); app.useGlobalPipes(new ValidationPipe({ whitelist: true }));
exports.handler = async (event) => app.handle(event);`,
  ],
  [
    'nest no pipe',
    `
const { Controller, Post, Body } = require('@nestjs/common');
var __param = (i, d) => (t, k) => d(t, k, i);
class Orders { create(o) { cp.execSync("ls " + o.id); } }
__decorate([Post(), __param(0, Body()), __metadata("design:type", Function), __metadata("design:paramtypes", [Order])], Orders.prototype, "create", null);
exports.handler = async (event) => event;`,
  ],
])('class-validator: data that it lets through is followed: %s', async (_name, code) => {
  expect(await broken(code)).toEqual(['flows/command']);
});

test.each([
  [
    'dto uuid',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); await validateOrReject(o); cp.execSync("ls " + o.id); };`,
  ],
  [
    'dto int',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); await validateOrReject(o); cp.execSync("ls " + o.count); };`,
  ],
  [
    'dto matches',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); await validateOrReject(o, { whitelist: true }); cp.execSync("ls " + o.slug); };`,
  ],
  [
    'dto isin',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); await validateOrReject(o); cp.execSync("ls " + o.kind); };`,
  ],
  [
    'dto nested uuid',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); await validateOrReject(o); cp.execSync("ls " + o.items[0].id); };`,
  ],
  [
    'dto validate errors',
    `exports.handler = async (event) => { const o = plainToInstance(Order, JSON.parse(event.body)); const errors = await validate(o); if (errors.length > 0) return { statusCode: 400 }; cp.execSync("ls " + o.id); };`,
  ],
  [
    'dto helper',
    `async function load(C, text) { const o = plainToInstance(C, JSON.parse(text)); const errors = await validate(o); if (errors.length > 0) throw new Error("no"); return o; } exports.handler = async (event) => { const o = await load(Order, event.body); cp.execSync("ls " + o.id); };`,
  ],
  [
    'nest pipe global',
    `
const { Controller, Post, Body, ValidationPipe } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
var __param = (i, d) => (t, k) => d(t, k, i);
class Orders { create(o) { cp.execSync("ls " + o.id); } named(o) { cp.execSync("ls " + o.name); } }
__decorate([Post(), __param(0, Body()), __metadata("design:type", Function), __metadata("design:paramtypes", [Order])], Orders.prototype, "create", null);
const app = NestFactory.create(Orders); app.useGlobalPipes(new ValidationPipe({ whitelist: true }));
exports.handler = async (event) => app.handle(event);`,
  ],
  [
    'nest pipe at parameter',
    `
const { Controller, Post, Body, ValidationPipe } = require('@nestjs/common');
var __param = (i, d) => (t, k) => d(t, k, i);
class Orders { create(o) { cp.execSync("ls " + o.id); } }
__decorate([Post(), __param(0, Body(new ValidationPipe())), __metadata("design:type", Function), __metadata("design:paramtypes", [Order])], Orders.prototype, "create", null);
exports.handler = async (event) => event;`,
  ],
])('class-validator: what it limits can do no harm: %s', async (_name, code) => {
  expect(await broken(code)).toEqual([]);
});

const Koa = require('koa');
const serverless = require('serverless-http');

const app = new Koa();

app.use(async (ctx, next) => {
  ctx.state.nick = decodeURIComponent(ctx.cookies.get('nick') || 'guest');
  await next();
});

app.use(async (ctx) => {
  const { nick } = ctx.state;
  ctx.body = '<p>Welcome back, <b>' + nick + '</b></p>';
});

module.exports.handler = serverless(app);

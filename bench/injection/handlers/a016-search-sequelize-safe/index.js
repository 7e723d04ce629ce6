const express = require('express');
const serverless = require('serverless-http');
const { Sequelize, QueryTypes } = require('sequelize');

const sequelize = new Sequelize(process.env.DATABASE_URL, { dialect: 'postgres', logging: false });
const app = express();

app.get('/articles/search', async (req, res, next) => {
  try {
    const { q = '', page = '1' } = req.query;
    const offset = (Math.max(parseInt(page, 10) || 1, 1) - 1) * 20;
    const articles = await sequelize.query(
      `SELECT id, title FROM articles WHERE title ILIKE :term ORDER BY id LIMIT 20 OFFSET ${offset}`,
      { type: QueryTypes.SELECT, replacements: { term: `%${String(q)}%` } },
    );
    res.json({ articles });
  } catch (err) {
    next(err);
  }
});

exports.handler = serverless(app);

const { Router } = require('express');
const directory = require('../services/directory');
const mail = require('../services/mail');

const router = Router();
const guarded = (action) => (req, res, next) => action(req, res).catch(next);

router.post(
  '/',
  guarded(async (req, res) => {
    const { email, group = 'members' } = req.body;
    await directory.createUser(email);
    await directory.addToGroup(email, group);
    await mail.sendWelcome(email);
    res.status(201).json({ email });
  }),
);

router.get(
  '/:email',
  guarded(async (req, res) => {
    res.json(await directory.getUser(req.params.email));
  }),
);

module.exports = router;

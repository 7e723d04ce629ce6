const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGO_URI);

class LoginService {
  #users;

  constructor(db) {
    this.#users = db.collection('users');
  }

  async login({ email, token }) {
    const user = await this.#users.findOne(
      { email: String(email), token: String(token) },
      { projection: { _id: 1, email: 1 } },
    );
    return user ?? null;
  }
}

const service = client.connect().then((c) => new LoginService(c.db('app')));

exports.handler = async (event) => {
  const credentials = JSON.parse(event.body);
  const user = await (await service).login(credentials);
  if (user === null) {
    return { statusCode: 401, body: JSON.stringify({ message: 'invalid credentials' }) };
  }
  return { statusCode: 200, body: JSON.stringify({ id: user._id }) };
};

const net = require('net');

function connect({ host, port }) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port: port || 5432 }, () => resolve(socket));
    socket.on('error', reject);
  });
}

exports.login = async (secret) => {
  const socket = await connect(secret);
  socket.end(`LOGIN ${secret.username} ${secret.password}\n`);
};

exports.changePassword = async (current, pending) => {
  const socket = await connect(current);
  socket.end(`CHANGE ${current.password} ${pending.password}\n`);
};

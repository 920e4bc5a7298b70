// Speaks to a server with the npm package ws and prints what it sees; the address is the only argument.
const WebSocket = require('ws');

const address = process.argv[2];

function open(path, protocols) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address + path, protocols || []);
    socket.on('open', () => resolve(socket));
    socket.on('error', reject);
  });
}

function next(socket, event) {
  return new Promise(resolve => socket.once(event, (...values) => resolve(values)));
}

async function refused(path) {
  try {
    await open(path);
    return 'accepted';
  } catch (error) {
    return error.message;
  }
}

async function main() {
  const echo = await open('/ws/echo');
  let answer = next(echo, 'message');
  echo.send('grüße 𝄞');
  console.log('text', String((await answer)[0]));

  answer = next(echo, 'message');
  echo.send(Buffer.alloc(60000, 7));
  const [bytes, isBinary] = await answer;
  console.log('binary', bytes.length, bytes[59999], isBinary);

  answer = next(echo, 'message');
  echo.send('in ', { fin: false });
  echo.send('three ', { fin: false });
  echo.ping('between');
  const pong = next(echo, 'pong');
  echo.send('parts', { fin: true });
  console.log('fragments', String((await answer)[0]));
  console.log('pong', String((await pong)[0]));

  answer = next(echo, 'close');
  echo.close(4321, 'bye');
  console.log('close', (await answer)[0]);

  const large = await open('/ws/echo');
  answer = next(large, 'close');
  large.send(Buffer.alloc(65537));
  console.log('too large', (await answer)[0]);

  const closed = await open('/ws/echo');
  answer = next(closed, 'close');
  closed.send('close');
  const [code, reason] = await answer;
  console.log('closed by the server', code, String(reason));

  const known = await open('/ws/known', ['bearer.secret', 'v1']);
  answer = next(known, 'message');
  known.send('who');
  console.log('user', String((await answer)[0]), 'protocol', known.protocol);
  known.terminate();

  console.log('refused', await refused('/ws/known'), '|', await refused('/ws/none'));

  const many = await Promise.all(Array.from({ length: 20 }, () => open('/ws/room')));
  const received = many.map(member => next(member, 'message'));
  many[0].send('everybody');
  console.log('members', (await Promise.all(received)).filter(([data]) => String(data) === 'everybody').length);
  many.forEach(member => member.terminate());
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});

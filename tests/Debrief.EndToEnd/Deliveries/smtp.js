// A mail server on a free port of loopback: it writes each mail to the folder, then says that it has it - unless there is a file named "hold" there.
const fs = require('fs');
const path = require('path');
const { SMTPServer } = require('smtp-server');

const folder = process.argv[2];
let number = 0;

const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: (auth, session, done) =>
    auth.username === 'debrief' && auth.password === 'open sesame' ? done(null, { user: auth.username }) : done(new Error('Who are you?')),
  onRcptTo: (address, session, done) =>
    address.address.startsWith('nobody@') ? done(Object.assign(new Error('No such mailbox'), { responseCode: 550 })) : done(),
  onData(stream, session, done) {
    const pieces = [];
    stream.on('data', piece => pieces.push(piece));
    stream.on('end', () => {
      fs.writeFileSync(path.join(folder, `${++number}.part`), Buffer.concat(pieces));
      fs.renameSync(path.join(folder, `${number}.part`), path.join(folder, `${number}.eml`));
      if (!fs.existsSync(path.join(folder, 'hold'))) done();
    });
  },
});
server.on('error', () => {}); // Of clients that vanish.
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.server.address().port}`));

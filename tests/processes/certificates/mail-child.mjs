import { sendMail } from '@kontor/bridge-server/egress/mail';

/**
 * Sends a mail to the server at each port of its arguments, and prints the outcomes as JSON. It is plain JavaScript,
 * because it runs the built bridge and nothing compiles it.
 */
const mail = { from: 'kontor@example.com', to: 'operator@example.com', subject: 'A mail', text: 'Its text' };
const outcomes = [];
for (const port of process.argv.slice(2))
  outcomes.push(
    await sendMail(
      { host: 'localhost', port: Number(port), isSecure: true, login: { user: 'u', password: 'p' } },
      mail,
      { limitMs: 280_000 },
    ),
  );
process.stdout.write(JSON.stringify(outcomes));

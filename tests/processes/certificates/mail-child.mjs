import { sendMail } from '@kontor/bridge-server/egress/mail';

/**
 * Hands a mail to a server on this machine, at each port given, and writes what came of it as JSON; run with the certificates that
 * it is to trust. Plain JavaScript, because it runs the built bridge and nothing compiles it on the way.
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

import { readConfig } from '../config.ts';
import { told } from '../../../tests/setup/telling.ts';

/** What the settings say of alarms, or the causes why they are wrong. */
function read(env: Record<string, string>) {
  const config = readConfig(env);
  return config.ok ? config.value.alarms : config.error.map((reason) => told(reason).cause);
}

describe('settings of alarms', () => {
  it('tell nobody where none is set', () => {
    expect(read({})).toEqual({ webhook: null, mail: null });
  });

  it('lead to a webhook', () => {
    expect(
      read({
        KONTOR_ALARM_WEBHOOK: 'https://alarms.example/hooks/1?token=2',
        KONTOR_ALARM_SECRET: '0123456789abcdef',
        KONTOR_ALARM_PRIVATE_HOSTS: 'Alarms.example:8443',
      }),
    ).toMatchObject({
      webhook: {
        url: 'https://alarms.example/hooks/1?token=2',
        secret: '0123456789abcdef',
        privateHosts: ['alarms.example:8443'],
      },
    });
  });

  it('lead to a mail server, with the ports that are usual', () => {
    const mail = (KONTOR_SMTP: string, more: Record<string, string> = {}) =>
      read({ KONTOR_ALARM_MAIL: 'one@example.com, two@example.com', KONTOR_SMTP, ...more });
    expect(mail('smtps://user%40example.com:p%3Aw@mail.example.com')).toMatchObject({
      mail: {
        to: ['one@example.com', 'two@example.com'],
        // Whoever logs in is the sender.
        from: 'user@example.com',
        server: {
          host: 'mail.example.com',
          port: 465,
          isSecure: true,
          login: { user: 'user@example.com', password: 'p:w' },
        },
      },
    });
    expect(mail('smtp://[::1]')).toMatchObject({
      mail: { from: 'one@example.com', server: { host: '::1', port: 587, isSecure: false, login: null } },
    });
    expect(mail('smtp://u:p@h:25', { KONTOR_ALARM_FROM: 'kontor@example.com' })).toMatchObject({
      mail: { from: 'kontor@example.com', server: { port: 25, login: { user: 'u' } } },
    });
  });

  it('are refused where they are wrong, and no secret is repeated', () => {
    expect(read({ KONTOR_ALARM_MAIL: 'one@example.com' })).toEqual([
      'KONTOR_ALARM_MAIL is set, but KONTOR_SMTP is not.',
    ]);
    const smtp = [
      'mail.example.com',
      'https://h',
      'smtp://user@h',
      'smtp://u:%zz@h',
      'smtp://h/path',
      'smtp://h?pool=1',
    ];
    for (const wrong of smtp)
      expect(read({ KONTOR_ALARM_MAIL: 'one@example.com', KONTOR_SMTP: wrong })).toEqual([
        'KONTOR_SMTP has an invalid value.',
      ]);
    expect(read({ KONTOR_ALARM_WEBHOOK: 'ftp://alarms.example' })).toEqual([
      'KONTOR_ALARM_WEBHOOK has an invalid value.',
    ]);
    expect(read({ KONTOR_ALARM_WEBHOOK: 'https://u:p@alarms.example' })).toHaveLength(1);
    expect(read({ KONTOR_ALARM_SECRET: 'short' })).toEqual(['KONTOR_ALARM_SECRET has an invalid value.']);
    expect(read({ KONTOR_ALARM_MAIL: 'nobody', KONTOR_SMTP: 'smtp://h' })).toEqual(['KONTOR_ALARM_MAIL is "nobody".']);
  });
});

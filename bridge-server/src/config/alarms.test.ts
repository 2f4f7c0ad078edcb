import { readConfig } from '../config.ts';
import { told } from '../../../tests/setup/telling.ts';

/** The settings of alarms in this environment, or the causes why they are wrong. */
function read(env: Record<string, string>) {
  const config = readConfig(env);
  return config.ok ? config.value.alarms : config.error.map((reason) => told(reason).cause);
}

describe('the settings of alarms', () => {
  it('name no receiver when none is set', () => {
    expect(read({})).toEqual({ webhook: null, mail: null });
  });

  it('name a webhook with its secret and its private hosts', () => {
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

  describe('about mail', () => {
    const readMail = (KONTOR_SMTP: string, more: Record<string, string> = {}) =>
      read({ KONTOR_ALARM_MAIL: 'one@example.com, two@example.com', KONTOR_SMTP, ...more });

    it('name the login as the sender, and take the port of smtps', () => {
      expect(readMail('smtps://user%40example.com:p%3Aw@mail.example.com')).toMatchObject({
        mail: {
          to: ['one@example.com', 'two@example.com'],
          from: 'user@example.com',
          server: {
            host: 'mail.example.com',
            port: 465,
            isSecure: true,
            login: { user: 'user@example.com', password: 'p:w' },
          },
        },
      });
    });

    it('name the first recipient as the sender without a login, and take the port of smtp', () => {
      expect(readMail('smtp://[::1]')).toMatchObject({
        mail: { from: 'one@example.com', server: { host: '::1', port: 587, isSecure: false, login: null } },
      });
    });

    it('take the sender and the port that are set', () => {
      expect(readMail('smtp://u:p@h:25', { KONTOR_ALARM_FROM: 'kontor@example.com' })).toMatchObject({
        mail: { from: 'kontor@example.com', server: { port: 25, login: { user: 'u' } } },
      });
    });
  });

  it('are refused when they are wrong, and the error repeats no secret', () => {
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

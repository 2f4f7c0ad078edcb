<?php
/**
 * When the plugin works by itself.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

use Kontor\Bridge\Network;
use Kontor\Bridge\Orders\BackFill;
use Kontor\Bridge\Orders\Reconciler;
use Kontor\Bridge\Orders\Sender;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Schema;

/**
 * Action Scheduler as an alarm clock: every minute for the sender, every hour for what is compared and told. What the alarm calls
 * throws nothing, since a recurring action that failed five times is not scheduled again; and it is set again whenever an admin
 * comes by, since an action that was killed is not scheduled again either.
 */
final class Alarm {
	public const SEND   = 'kontor_send';
	public const HOURLY = 'kontor_hourly';
	/** A hook of its own: Action Scheduler refuses a second action of one hook and group that is to be unique. */
	private const SEND_NOW = 'kontor_send_now';
	private const GROUP    = 'kontor';
	/** The sender follows in the same minute. */
	private const BACK_FILL_SECONDS = 10;

	/**
	 * The sites of which this request has noted orders, by their ids.
	 *
	 * @var array<int, true>
	 */
	private array $sites = array();

	/** Listens to Action Scheduler. */
	public function register(): void {
		add_action( self::SEND, array( $this, 'send' ) );
		add_action( self::SEND_NOW, array( $this, 'send' ) );
		add_action( self::HOURLY, array( $this, 'hourly' ) );
		add_action( 'admin_init', array( $this, 'ensure' ) );
		add_action( 'kontor_noted', array( $this, 'noted' ) );
		add_action( 'shutdown', array( $this, 'after_admin' ), 5 );
	}

	/** Sees that the alarms are set, where there is a bridge to send to. */
	public function ensure(): void {
		if ( null === Pairing::current() ) {
			return;
		}
		foreach ( array(
			self::SEND   => MINUTE_IN_SECONDS,
			self::HOURLY => HOUR_IN_SECONDS,
		) as $hook => $seconds ) {
			if ( ! as_has_scheduled_action( $hook, array(), self::GROUP ) ) {
				as_schedule_recurring_action( time(), $seconds, $hook, array(), self::GROUP, true );
			}
		}
	}

	/**
	 * The plugin is switched off, on this site or on all sites of the network.
	 *
	 * @param bool $network_wide Whether it is switched off on all sites.
	 */
	public static function deactivated( bool $network_wide ): void {
		if ( ! $network_wide ) {
			self::stop();
			return;
		}
		Network::on_every_site(
			static function (): void {
				// A site that is not paired has no alarms, and perhaps no Action Scheduler.
				if ( null !== Pairing::current() ) {
					self::stop();
				}
			},
			get_current_network_id()
		);
	}

	/** Takes the alarms away: the plugin is switched off, or the shop is not paired any more. */
	public static function stop(): void {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::SEND );
			as_unschedule_all_actions( self::SEND_NOW );
			as_unschedule_all_actions( self::HOURLY );
		}
	}

	/** Goes on with fetching earlier orders, and sends what is due. */
	public function send(): void {
		try {
			BackFill::run( self::BACK_FILL_SECONDS );
			Sender::run();
		} catch ( \Throwable $fault ) {
			wc_get_logger()->error( $fault->getMessage(), array( 'source' => 'kontor' ) );
		}
	}

	/** Compares, sends, and tells by e-mail what waits for too long. */
	public function hourly(): void {
		try {
			Schema::mend();
			Reconciler::run();
			Sender::run();
			if ( Pairing::current()?->is_elsewhere() !== true ) {
				Alert::run();
			}
		} catch ( \Throwable $fault ) {
			wc_get_logger()->error( $fault->getMessage(), array( 'source' => 'kontor' ) );
		}
	}

	/** An order of the present site was noted. */
	public function noted(): void {
		$this->sites[ get_current_blog_id() ] = true;
	}

	/**
	 * Wakes the sender after an admin has changed an order, so that the document follows at once: Action Scheduler runs it in a
	 * request of its own. A customer's request only notes. On a network, the sender of each site is woken whose orders were changed.
	 */
	public function after_admin(): void {
		if ( ! is_admin() ) {
			return;
		}
		foreach ( array_keys( $this->sites ) as $site ) {
			Network::on_site(
				$site,
				static function (): void {
					if ( current_user_can( 'edit_shop_orders' ) && null !== Pairing::current() ) {
						self::ring();
					}
				}
			);
		}
	}

	/** Rings as soon as Action Scheduler runs. */
	public static function ring(): void {
		as_enqueue_async_action( self::SEND_NOW, array(), self::GROUP, true );
	}
}

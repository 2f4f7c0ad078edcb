<?php
/**
 * When the plugin works by itself.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

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

	/** Listens to Action Scheduler. */
	public function register(): void {
		add_action( self::SEND, array( $this, 'send' ) );
		add_action( self::SEND_NOW, array( $this, 'send' ) );
		add_action( self::HOURLY, array( $this, 'hourly' ) );
		add_action( 'admin_init', array( $this, 'ensure' ) );
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

	/** Takes the alarms away: the plugin is switched off, or the shop is not paired any more. */
	public static function stop(): void {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::SEND );
			as_unschedule_all_actions( self::SEND_NOW );
			as_unschedule_all_actions( self::HOURLY );
		}
	}

	/** Sends what is due. */
	public function send(): void {
		try {
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

	/**
	 * Wakes the sender after an admin has changed an order, so that the document follows at once: Action Scheduler runs it in a
	 * request of its own. A customer's request only notes.
	 */
	public function after_admin(): void {
		if ( did_action( 'kontor_noted' ) > 0 && is_admin() && current_user_can( 'edit_shop_orders' ) && null !== Pairing::current() ) {
			self::ring();
		}
	}

	/** Rings as soon as Action Scheduler runs. */
	public static function ring(): void {
		as_enqueue_async_action( self::SEND_NOW, array(), self::GROUP, true );
	}
}

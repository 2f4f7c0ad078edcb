<?php
/**
 * The plugin's work in the background.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

use Kontor\Bridge\Network;
use Kontor\Bridge\Orders\BackFill;
use Kontor\Bridge\Orders\Reconciler;
use Kontor\Bridge\Orders\Sender;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Schema;
use Kontor\Bridge\Settings;
use Kontor\Bridge\Stock\KeptStock;
use Kontor\Bridge\Stock\StockSync;

/**
 * Runs the sender every minute, the reconciler and the e-mails every hour, and, if the setting says so, the stock every
 * five minutes, with Action Scheduler. The callbacks do
 * not throw, since Action Scheduler drops a recurring action after five failures. It also drops an action whose process
 * was killed, so every visit of an admin schedules missing actions again.
 */
final class Alarm {
	public const SEND   = 'kontor_send';
	public const HOURLY = 'kontor_hourly';
	public const STOCK  = 'kontor_stock';
	/** A separate hook, since Action Scheduler refuses a second unique action with the same hook and group. */
	private const SEND_NOW = 'kontor_send_now';
	private const GROUP    = 'kontor';
	/** Leaves the rest of the minute to the sender. */
	private const BACK_FILL_SECONDS = 10;

	/**
	 * The ids of the sites whose orders this request has noted.
	 *
	 * @var array<int, true>
	 */
	private array $sites = array();

	/** Listens to Action Scheduler. */
	public function register(): void {
		add_action( self::SEND, array( $this, 'send' ) );
		add_action( self::SEND_NOW, array( $this, 'send' ) );
		add_action( self::HOURLY, array( $this, 'hourly' ) );
		add_action( self::STOCK, array( $this, 'stock' ) );
		add_action( 'admin_init', array( $this, 'ensure' ) );
		add_action( 'kontor_noted', array( $this, 'noted' ) );
		add_action( 'shutdown', array( $this, 'after_admin' ), 5 );
	}

	/** Schedules the actions if they are missing and the shop is paired. */
	public function ensure(): void {
		if ( null === Pairing::current() ) {
			return;
		}
		$schedule = array(
			self::SEND   => MINUTE_IN_SECONDS,
			self::HOURLY => HOUR_IN_SECONDS,
		);
		if ( Settings::syncs_stock() ) {
			$schedule[ self::STOCK ] = 5 * MINUTE_IN_SECONDS;
		} elseif ( as_has_scheduled_action( self::STOCK, array(), self::GROUP ) ) {
			as_unschedule_all_actions( self::STOCK );
		}
		foreach ( $schedule as $hook => $seconds ) {
			if ( ! as_has_scheduled_action( $hook, array(), self::GROUP ) ) {
				as_schedule_recurring_action( time(), $seconds, $hook, array(), self::GROUP, true );
			}
		}
	}

	/**
	 * Removes the scheduled actions when the plugin is deactivated, on this site or on all sites of the network.
	 *
	 * @param bool $network_wide Whether it is deactivated on all sites.
	 */
	public static function deactivated( bool $network_wide ): void {
		if ( ! $network_wide ) {
			self::stop();
			return;
		}
		Network::on_every_site(
			static function (): void {
				// A site that is not paired has no scheduled actions, and perhaps no Action Scheduler.
				if ( null !== Pairing::current() ) {
					self::stop();
				}
			},
			get_current_network_id()
		);
	}

	/** Removes the scheduled actions. */
	public static function stop(): void {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::SEND );
			as_unschedule_all_actions( self::SEND_NOW );
			as_unschedule_all_actions( self::HOURLY );
			as_unschedule_all_actions( self::STOCK );
		}
	}

	/** Continues to fetch earlier orders, and sends what is due. */
	public function send(): void {
		try {
			BackFill::run( self::BACK_FILL_SECONDS );
			Sender::run();
		} catch ( \Throwable $fault ) {
			wc_get_logger()->error( $fault->getMessage(), array( 'source' => 'kontor' ) );
		}
	}

	/**
	 * Reconciles, sends, writes an e-mail about orders that have been waiting for too long, and keeps up what the bridge
	 * needs to read this shop.
	 */
	public function hourly(): void {
		try {
			Schema::mend();
			KeptStock::sweep();
			Reconciler::run();
			Sender::run();
			if ( Pairing::current()?->is_elsewhere() !== true ) {
				Alert::run();
				Pair::keep_up();
			}
		} catch ( \Throwable $fault ) {
			wc_get_logger()->error( $fault->getMessage(), array( 'source' => 'kontor' ) );
		}
	}

	/** Takes the office's stock over into WooCommerce. */
	public function stock(): void {
		try {
			StockSync::run();
		} catch ( \Throwable $fault ) {
			wc_get_logger()->error( $fault->getMessage(), array( 'source' => 'kontor' ) );
		}
	}

	/** Remembers that an order of the present site was noted. */
	public function noted(): void {
		$this->sites[ get_current_blog_id() ] = true;
	}

	/**
	 * Wakes the sender after an admin has changed an order, so that the document follows at once. Action Scheduler runs
	 * the sender in its own request. After a customer's request, the sender is not woken. On a network, each site with
	 * changed orders has its sender.
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

	/** Has the sender run as soon as Action Scheduler runs. */
	public static function ring(): void {
		as_enqueue_async_action( self::SEND_NOW, array(), self::GROUP, true );
	}
}

<?php
/**
 * The job that fetches earlier orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Pairing\Pairing;

/**
 * Notes the orders of a range of days in the outbox, the oldest first, a few at a time. The job is stored, so that it
 * continues when the page is closed, can be paused, and cannot be started twice. An order whose content the bridge
 * already has is skipped.
 *
 * The job (the range, and whether it is paused) and its progress are stored in separate options, since a person may
 * pause the job while a step writes the progress.
 */
final class BackFill {
	private const JOB      = 'kontor_back_fill';
	private const PROGRESS = 'kontor_back_fill_progress';
	/** The ids of the noted orders, by which the screens show what became of them. */
	private const NOTED = 'kontor_back_fill_orders';
	private const STEP  = 50;
	private const COUNT = 500;
	/**
	 * If so many orders wait in the outbox, no more are noted, so that new orders do not wait behind thousands of old
	 * ones.
	 */
	private const MOST_WAITING  = 200;
	private const LEASE_SECONDS = 60;

	/**
	 * Counts the orders of a range, and how many of them the bridge has. `isWhole` is false if counting the latter took
	 * too long.
	 *
	 * @param string       $from     The first day, as 2026-11-22, by the shop's calendar.
	 * @param string       $until    The last day.
	 * @param list<string> $statuses Statuses such as `processing`.
	 * @param int          $seconds  The time limit for counting.
	 * @return array{total: int, there: int, isWhole: bool, statuses: list<array{status: string, count: int}>}
	 */
	public static function look( string $from, string $until, array $statuses, int $seconds = 10 ): array {
		$end    = time() + $seconds;
		$counts = array();
		foreach ( $statuses as $status ) {
			$counts[] = array(
				'status' => $status,
				'count'  => self::count( $from, $until, array( $status ) ),
			);
		}
		$total  = array_sum( array_column( $counts, 'count' ) );
		$there  = 0;
		$passed = 0;
		while ( $passed < $total && time() < $end ) {
			$ids = wc_get_orders(
				array(
					'return' => 'ids',
					'limit'  => self::COUNT,
					'offset' => $passed,
				) + self::query( self::start( $from ), self::end( $until ), $statuses )
			);
			/**
			 * The stubs declare orders only. With `return` = `ids`, WooCommerce returns ids.
			 *
			 * @var list<int|string> $page
			 */
			$page    = is_array( $ids ) ? $ids : array();
			$there  += Outbox::count_sent( array_map( 'intval', $page ) );
			$passed += self::COUNT;
		}
		return array(
			'total'    => $total,
			'there'    => $there,
			'isWhole'  => $passed >= $total,
			'statuses' => $counts,
		);
	}

	/**
	 * Starts a job. If a job is running, it stays instead.
	 *
	 * @param string       $from     The first day, by the shop's calendar.
	 * @param string       $until    The last day.
	 * @param list<string> $statuses Statuses such as `processing`.
	 */
	public static function begin( string $from, string $until, array $statuses ): void {
		$job = self::job();
		if ( null !== $job && ! self::is_over( $job ) ) {
			return;
		}
		self::dismiss();
		update_option(
			self::JOB,
			array(
				'id'       => wp_generate_uuid4(),
				'from'     => $from,
				'until'    => $until,
				'statuses' => $statuses,
				'total'    => self::count( $from, $until, $statuses ),
				'paused'   => false,
			),
			false
		);
	}

	/**
	 * Pauses or resumes the job.
	 *
	 * @param bool $paused Whether it pauses.
	 */
	public static function pause( bool $paused ): void {
		$job = self::job();
		if ( null !== $job ) {
			update_option( self::JOB, array( 'paused' => $paused ) + $job, false );
		}
	}

	/** Forgets the job. Orders that were noted are still sent. */
	public static function dismiss(): void {
		delete_option( self::JOB );
		delete_option( self::PROGRESS );
		delete_option( self::NOTED );
	}

	/**
	 * The job as the screens show it; null if there is none.
	 *
	 * @return array<string, mixed>|null
	 */
	public static function told(): ?array {
		$job = self::job();
		if ( null === $job ) {
			return null;
		}
		$progress = self::progress( $job['id'] );
		return array(
			'from'     => $job['from'],
			'until'    => $job['until'],
			'statuses' => $job['statuses'],
			'state'    => self::is_over( $job ) ? 'done' : ( $job['paused'] ? 'paused' : 'running' ),
			'total'    => $job['total'],
			'passed'   => $progress['passed'],
			'noted'    => $progress['noted'],
			'became'   => Outcomes::count( array_values( array_map( 'intval', array_filter( explode( ',', self::noted() ) ) ) ) ),
			'problem'  => Outbox::waiting()['problem']?->stored(),
		);
	}

	/**
	 * Takes steps until the job is over or paused, the outbox is full, or the time is up.
	 *
	 * @param int $seconds The time limit.
	 */
	public static function run( int $seconds ): void {
		$end = time() + $seconds;
		do {
			$went_on = self::step();
		} while ( $went_on && time() < $end );
	}

	/** Takes one step. Returns whether another may follow at once. */
	private static function step(): bool {
		$job     = self::job();
		$pairing = Pairing::current();
		if ( null === $job || $job['paused'] || self::is_over( $job ) || null === $pairing || $pairing->is_elsewhere() ) {
			return false;
		}
		if ( Outbox::waiting()['count'] >= self::MOST_WAITING ) {
			return false;
		}
		$lease = Lease::take( 'back_fill', self::LEASE_SECONDS );
		if ( null === $lease ) {
			return false;
		}
		try {
			return self::note_next( $job );
		} finally {
			$lease->end();
		}
	}

	/**
	 * Notes the next orders. The position is the time of the last order, plus how many orders of that second were seen
	 * (`skip`). With a plain offset, an order that is deleted meanwhile would make the job skip another one.
	 *
	 * @param array{id: string, from: string, until: string, statuses: list<string>, total: int, paused: bool} $job The job.
	 */
	private static function note_next( array $job ): bool {
		$progress = self::progress( $job['id'] );
		$at       = $progress['at'] ?? self::start( $job['from'] );
		$page     = wc_get_orders(
			array(
				'limit'  => self::STEP,
				'offset' => $progress['skip'],
			) + self::query( $at, self::end( $job['until'] ), $job['statuses'] )
		);
		$orders   = is_array( $page ) ? $page : array();
		$noted    = array();
		foreach ( $orders as $order ) {
			if ( Reconciler::is_missing( $order->get_id() ) ) {
				Outbox::touch( $order->get_id() );
				$noted[] = $order->get_id();
			}
			$created          = $order->get_date_created()?->getTimestamp() ?? $at;
			$progress['skip'] = $created === $at ? $progress['skip'] + 1 : 1;
			$at               = $created;
		}
		if ( array() !== $noted ) {
			$all = array_filter( array( self::noted(), implode( ',', $noted ) ) );
			update_option( self::NOTED, implode( ',', $all ), false );
		}
		$is_over = count( $orders ) < self::STEP;
		update_option(
			self::PROGRESS,
			array(
				'job'    => $job['id'],
				'at'     => $at,
				'skip'   => $progress['skip'],
				'passed' => $progress['passed'] + count( $orders ),
				'noted'  => $progress['noted'] + count( $noted ),
				'over'   => $is_over,
			),
			false
		);
		return ! $is_over;
	}

	/**
	 * Counts orders.
	 *
	 * @param string       $from     The first day.
	 * @param string       $until    The last day.
	 * @param list<string> $statuses Statuses.
	 */
	private static function count( string $from, string $until, array $statuses ): int {
		$page = wc_get_orders(
			array(
				'return'   => 'ids',
				'limit'    => 1,
				'paginate' => true,
			) + self::query( self::start( $from ), self::end( $until ), $statuses )
		);
		return is_object( $page ) ? (int) $page->total : 0;
	}

	/**
	 * The query for WooCommerce, oldest orders first.
	 *
	 * @param int          $since    Seconds since 1970.
	 * @param int          $until    Seconds since 1970, included.
	 * @param list<string> $statuses Statuses.
	 * @return array<string, mixed>
	 */
	private static function query( int $since, int $until, array $statuses ): array {
		return array(
			'type'         => 'shop_order',
			'status'       => array_map( static fn ( string $status ): string => 'wc-' . $status, $statuses ),
			'date_created' => "$since...$until",
			'orderby'      => 'date ID',
			'order'        => 'ASC',
		);
	}

	/**
	 * The first second of a day in the shop's time zone.
	 *
	 * @param string $day Such as 2026-11-22.
	 */
	private static function start( string $day ): int {
		return ( new \DateTimeImmutable( $day . ' 00:00:00', wp_timezone() ) )->getTimestamp();
	}

	/**
	 * The last second of a day in the shop's time zone.
	 *
	 * @param string $day Such as 2026-11-22.
	 */
	private static function end( string $day ): int {
		return ( new \DateTimeImmutable( $day . ' 23:59:59', wp_timezone() ) )->getTimestamp();
	}

	/**
	 * Whether all orders of the job were checked.
	 *
	 * @param array{id: string} $job The job.
	 */
	private static function is_over( array $job ): bool {
		return self::progress( $job['id'] )['over'];
	}

	/**
	 * The stored job; null if there is none.
	 *
	 * @return array{id: string, from: string, until: string, statuses: list<string>, total: int, paused: bool}|null
	 */
	private static function job(): ?array {
		// Another request may have paused the job since the option was cached.
		wp_cache_delete( self::JOB, 'options' );
		/**
		 * What `begin` wrote.
		 *
		 * @var array{id: string, from: string, until: string, statuses: list<string>, total: int, paused: bool}|false
		 * $stored
		 */
		$stored = get_option( self::JOB );
		return is_array( $stored ) ? $stored : null;
	}

	/**
	 * The progress of a job. A new job has none yet.
	 *
	 * @param string $job The job's id. A step of an earlier job may have written its progress after this job started.
	 * @return array{at: int|null, skip: int, passed: int, noted: int, over: bool}
	 */
	private static function progress( string $job ): array {
		wp_cache_delete( self::PROGRESS, 'options' );
		/**
		 * What a step wrote.
		 *
		 * @var array{job: string, at: int, skip: int, passed: int, noted: int, over: bool}|false $stored
		 */
		$stored = get_option( self::PROGRESS );
		if ( is_array( $stored ) && $stored['job'] === $job ) {
			return $stored;
		}
		return array(
			'at'     => null,
			'skip'   => 0,
			'passed' => 0,
			'noted'  => 0,
			'over'   => false,
		);
	}

	/** The ids of the noted orders, separated by commas. */
	private static function noted(): string {
		wp_cache_delete( self::NOTED, 'options' );
		$stored = get_option( self::NOTED, '' );
		return is_string( $stored ) ? $stored : '';
	}
}

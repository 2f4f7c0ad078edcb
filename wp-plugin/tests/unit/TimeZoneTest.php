<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Shop\TimeZone;

/** The shop's zone, as browsers and the bridge know it. */
final class TimeZoneTest extends PluginTest {
	/** @dataProvider zones */
	public function test_a_zone_has_a_name( string $zone, string $name ): void {
		$this->assertSame( $name, TimeZone::name_of( $zone ) );
	}

	public function zones(): array {
		return array(
			'a city'                     => array( 'Europe/Oslo', 'Europe/Oslo' ),
			'UTC'                        => array( 'UTC', 'UTC' ),
			'what WordPress begins with' => array( '+00:00', 'UTC' ),
			'east'                       => array( '+02:00', 'Etc/GMT-2' ),
			'as far east as there is'    => array( '+14:00', 'Etc/GMT-14' ),
			'west'                       => array( '-05:00', 'Etc/GMT+5' ),
			'with minutes'               => array( '+05:30', 'Asia/Colombo' ),
			'with minutes, west'         => array( '-09:30', 'Pacific/Marquesas' ),
			'minutes of a summer time'   => array( '-03:30', 'Etc/GMT+3' ),
			'minutes of nowhere'         => array( '-00:30', 'UTC' ),
		);
	}

	public function test_each_offset_of_wordpress_has_a_zone_that_is_less_than_an_hour_away(): void {
		foreach ( range( -12 * 60, 14 * 60, 15 ) as $minutes ) {
			$zone = sprintf( '%s%02d:%02d', $minutes < 0 ? '-' : '+', intdiv( abs( $minutes ), 60 ), abs( $minutes ) % 60 );
			$name = TimeZone::name_of( $zone );
			$this->assertMatchesRegularExpression( '/^[A-Z]/', $name );
			$away = abs( ( new \DateTimeZone( $name ) )->getOffset( new \DateTimeImmutable() ) - $minutes * 60 );
			$this->assertLessThan( 3600, $away, "$zone is $name" );
		}
	}

	public function test_the_shops_own_zone_is_named(): void {
		update_option( 'timezone_string', '+02:00' );
		$this->assertSame( 'Etc/GMT-2', TimeZone::name() );
	}
}

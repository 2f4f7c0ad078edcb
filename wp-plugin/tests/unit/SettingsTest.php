<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Settings;

final class SettingsTest extends PluginTest {
	public function test_by_default_everything_is_kept_and_the_admin_gets_a_mail_after_four_hours(): void {
		$this->assertTrue( Settings::keeps() );
		$this->assertSame( 4, Settings::alert_after_hours() );
		$this->assertSame( 'owner@shop.example', Settings::alert_address() );
	}

	public function test_the_offices_stock_is_kept_between_ten_seconds_and_an_hour(): void {
		$this->assertFalse( Settings::shows_stock() );
		$this->assertSame( 60, Settings::stock_seconds() );
		Settings::change( array( 'stock_seconds' => 0 ) );
		$this->assertSame( 10, Settings::stock_seconds() );
		Settings::change( array( 'stock_seconds' => 86400 ) );
		$this->assertSame( 3600, Settings::stock_seconds() );
	}

	public function test_a_change_leaves_the_other_settings_as_they_are(): void {
		Settings::change( array( 'keep' => false ) );
		Settings::change( array( 'alert_after_hours' => 0 ) );
		$this->assertFalse( Settings::keeps() );
		$this->assertSame( 0, Settings::alert_after_hours() );
	}

	public function test_an_invalid_address_is_replaced_by_the_admins(): void {
		Settings::change( array( 'alert_address' => 'nobody' ) );
		$this->assertSame( 'owner@shop.example', Settings::alert_address() );
		Settings::change( array( 'alert_address' => 'clerk@shop.example' ) );
		$this->assertSame( 'clerk@shop.example', Settings::alert_address() );
	}

	public function test_a_damaged_option_counts_as_not_set(): void {
		update_option( Settings::OPTION, 'spoiled' );
		$this->assertTrue( Settings::keeps() );
		Settings::change( array( 'alert_after_hours' => -3 ) );
		$this->assertSame( 0, Settings::alert_after_hours() );
	}
}

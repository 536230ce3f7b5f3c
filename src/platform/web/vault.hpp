// What stands between a person and what this browser keeps: the vault with its passphrase, locking, the one
// tab that writes. web/js/vault.js is the other half.
#pragma once

extern "C" {
void web_vault_listen();
void web_vault_make(unsigned ticket);
void web_vault_unlock(unsigned ticket);
void web_vault_lock();
void web_vault_lock_after(double idle_ms, double hidden_ms);  // 0: never
void web_vault_wipe(unsigned ticket);
void web_vault_take_over(unsigned ticket);
}

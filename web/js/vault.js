addToLibrary({
  web_vault_make: () => {}, web_vault_unlock: () => {}, web_vault_lock: () => {}, web_vault_lock_after: () => {},
  web_vault_wipe: () => {}, web_vault_take_over: () => {}, web_storage_receive: () => {},
});

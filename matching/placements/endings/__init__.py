"""An end that was noted wrongly: put right, or taken back so that the work runs on."""

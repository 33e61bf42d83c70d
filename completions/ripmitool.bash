_ripmitool() {
    local i cur prev opts cmd
    COMPREPLY=()
    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
        cur="$2"
    else
        cur="${COMP_WORDS[COMP_CWORD]}"
    fi
    prev="$3"
    cmd=""
    opts=""

    for i in "${COMP_WORDS[@]:0:COMP_CWORD}"
    do
        case "${cmd},${i}" in
            ",$1")
                cmd="ripmitool"
                ;;
            ripmitool,bmc)
                cmd="ripmitool__subcmd__bmc"
                ;;
            ripmitool,channel)
                cmd="ripmitool__subcmd__channel"
                ;;
            ripmitool,chassis)
                cmd="ripmitool__subcmd__chassis"
                ;;
            ripmitool,dcmi)
                cmd="ripmitool__subcmd__dcmi"
                ;;
            ripmitool,echo)
                cmd="ripmitool__subcmd__echo"
                ;;
            ripmitool,event)
                cmd="ripmitool__subcmd__event"
                ;;
            ripmitool,exec)
                cmd="ripmitool__subcmd__exec"
                ;;
            ripmitool,firewall)
                cmd="ripmitool__subcmd__firewall"
                ;;
            ripmitool,fru)
                cmd="ripmitool__subcmd__fru"
                ;;
            ripmitool,gendev)
                cmd="ripmitool__subcmd__gendev"
                ;;
            ripmitool,help)
                cmd="ripmitool__subcmd__help"
                ;;
            ripmitool,i2c)
                cmd="ripmitool__subcmd__i2c"
                ;;
            ripmitool,isol)
                cmd="ripmitool__subcmd__isol"
                ;;
            ripmitool,lan)
                cmd="ripmitool__subcmd__lan"
                ;;
            ripmitool,lan6)
                cmd="ripmitool__subcmd__lan6"
                ;;
            ripmitool,mc)
                cmd="ripmitool__subcmd__mc"
                ;;
            ripmitool,mock-bmc)
                cmd="ripmitool__subcmd__mock__subcmd__bmc"
                ;;
            ripmitool,nm)
                cmd="ripmitool__subcmd__nm"
                ;;
            ripmitool,pef)
                cmd="ripmitool__subcmd__pef"
                ;;
            ripmitool,power)
                cmd="ripmitool__subcmd__power"
                ;;
            ripmitool,raw)
                cmd="ripmitool__subcmd__raw"
                ;;
            ripmitool,sdr)
                cmd="ripmitool__subcmd__sdr"
                ;;
            ripmitool,sel)
                cmd="ripmitool__subcmd__sel"
                ;;
            ripmitool,sensor)
                cmd="ripmitool__subcmd__sensor"
                ;;
            ripmitool,session)
                cmd="ripmitool__subcmd__session"
                ;;
            ripmitool,set)
                cmd="ripmitool__subcmd__set"
                ;;
            ripmitool,shell)
                cmd="ripmitool__subcmd__shell"
                ;;
            ripmitool,sol)
                cmd="ripmitool__subcmd__sol"
                ;;
            ripmitool,spd)
                cmd="ripmitool__subcmd__spd"
                ;;
            ripmitool,tsol)
                cmd="ripmitool__subcmd__tsol"
                ;;
            ripmitool,user)
                cmd="ripmitool__subcmd__user"
                ;;
            ripmitool__subcmd__bmc,getenables)
                cmd="ripmitool__subcmd__bmc__subcmd__getenables"
                ;;
            ripmitool__subcmd__bmc,getsysinfo)
                cmd="ripmitool__subcmd__bmc__subcmd__getsysinfo"
                ;;
            ripmitool__subcmd__bmc,guid)
                cmd="ripmitool__subcmd__bmc__subcmd__guid"
                ;;
            ripmitool__subcmd__bmc,info)
                cmd="ripmitool__subcmd__bmc__subcmd__info"
                ;;
            ripmitool__subcmd__bmc,reset)
                cmd="ripmitool__subcmd__bmc__subcmd__reset"
                ;;
            ripmitool__subcmd__bmc,selftest)
                cmd="ripmitool__subcmd__bmc__subcmd__selftest"
                ;;
            ripmitool__subcmd__bmc,setenables)
                cmd="ripmitool__subcmd__bmc__subcmd__setenables"
                ;;
            ripmitool__subcmd__bmc,setsysinfo)
                cmd="ripmitool__subcmd__bmc__subcmd__setsysinfo"
                ;;
            ripmitool__subcmd__bmc,watchdog)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog"
                ;;
            ripmitool__subcmd__bmc__subcmd__getsysinfo,delloem_os_version)
                cmd="ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__delloem_os_version"
                ;;
            ripmitool__subcmd__bmc__subcmd__getsysinfo,delloem_url)
                cmd="ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__delloem_url"
                ;;
            ripmitool__subcmd__bmc__subcmd__getsysinfo,os_name)
                cmd="ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__os_name"
                ;;
            ripmitool__subcmd__bmc__subcmd__getsysinfo,primary_os_name)
                cmd="ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__primary_os_name"
                ;;
            ripmitool__subcmd__bmc__subcmd__getsysinfo,system_fw_version)
                cmd="ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__system_fw_version"
                ;;
            ripmitool__subcmd__bmc__subcmd__getsysinfo,system_name)
                cmd="ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__system_name"
                ;;
            ripmitool__subcmd__bmc__subcmd__guid,auto)
                cmd="ripmitool__subcmd__bmc__subcmd__guid__subcmd__auto"
                ;;
            ripmitool__subcmd__bmc__subcmd__guid,dump)
                cmd="ripmitool__subcmd__bmc__subcmd__guid__subcmd__dump"
                ;;
            ripmitool__subcmd__bmc__subcmd__guid,ipmi)
                cmd="ripmitool__subcmd__bmc__subcmd__guid__subcmd__ipmi"
                ;;
            ripmitool__subcmd__bmc__subcmd__guid,rfc)
                cmd="ripmitool__subcmd__bmc__subcmd__guid__subcmd__rfc"
                ;;
            ripmitool__subcmd__bmc__subcmd__guid,smbios)
                cmd="ripmitool__subcmd__bmc__subcmd__guid__subcmd__smbios"
                ;;
            ripmitool__subcmd__bmc__subcmd__reset,cold)
                cmd="ripmitool__subcmd__bmc__subcmd__reset__subcmd__cold"
                ;;
            ripmitool__subcmd__bmc__subcmd__reset,warm)
                cmd="ripmitool__subcmd__bmc__subcmd__reset__subcmd__warm"
                ;;
            ripmitool__subcmd__bmc__subcmd__setenables,event_msg)
                cmd="ripmitool__subcmd__bmc__subcmd__setenables__subcmd__event_msg"
                ;;
            ripmitool__subcmd__bmc__subcmd__setenables,event_msg_intr)
                cmd="ripmitool__subcmd__bmc__subcmd__setenables__subcmd__event_msg_intr"
                ;;
            ripmitool__subcmd__bmc__subcmd__setenables,oem0)
                cmd="ripmitool__subcmd__bmc__subcmd__setenables__subcmd__oem0"
                ;;
            ripmitool__subcmd__bmc__subcmd__setenables,oem1)
                cmd="ripmitool__subcmd__bmc__subcmd__setenables__subcmd__oem1"
                ;;
            ripmitool__subcmd__bmc__subcmd__setenables,oem2)
                cmd="ripmitool__subcmd__bmc__subcmd__setenables__subcmd__oem2"
                ;;
            ripmitool__subcmd__bmc__subcmd__setenables,recv_msg_intr)
                cmd="ripmitool__subcmd__bmc__subcmd__setenables__subcmd__recv_msg_intr"
                ;;
            ripmitool__subcmd__bmc__subcmd__setenables,system_event_log)
                cmd="ripmitool__subcmd__bmc__subcmd__setenables__subcmd__system_event_log"
                ;;
            ripmitool__subcmd__bmc__subcmd__setsysinfo,delloem_os_version)
                cmd="ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__delloem_os_version"
                ;;
            ripmitool__subcmd__bmc__subcmd__setsysinfo,delloem_url)
                cmd="ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__delloem_url"
                ;;
            ripmitool__subcmd__bmc__subcmd__setsysinfo,os_name)
                cmd="ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__os_name"
                ;;
            ripmitool__subcmd__bmc__subcmd__setsysinfo,primary_os_name)
                cmd="ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__primary_os_name"
                ;;
            ripmitool__subcmd__bmc__subcmd__setsysinfo,system_fw_version)
                cmd="ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__system_fw_version"
                ;;
            ripmitool__subcmd__bmc__subcmd__setsysinfo,system_name)
                cmd="ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__system_name"
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog,get)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__get"
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog,off)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__off"
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog,reset)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__reset"
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog,set)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set"
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set,action=)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__action="
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set,clear=)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__clear="
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set,dontstop)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__dontstop"
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set,int=)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__int="
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set,nolog)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__nolog"
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set,pretimeout=)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__pretimeout="
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set,timeout=)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__timeout="
                ;;
            ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set,use=)
                cmd="ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__use="
                ;;
            ripmitool__subcmd__channel,authcap)
                cmd="ripmitool__subcmd__channel__subcmd__authcap"
                ;;
            ripmitool__subcmd__channel,getaccess)
                cmd="ripmitool__subcmd__channel__subcmd__getaccess"
                ;;
            ripmitool__subcmd__channel,getciphers)
                cmd="ripmitool__subcmd__channel__subcmd__getciphers"
                ;;
            ripmitool__subcmd__channel,info)
                cmd="ripmitool__subcmd__channel__subcmd__info"
                ;;
            ripmitool__subcmd__channel,setaccess)
                cmd="ripmitool__subcmd__channel__subcmd__setaccess"
                ;;
            ripmitool__subcmd__channel,setkg)
                cmd="ripmitool__subcmd__channel__subcmd__setkg"
                ;;
            ripmitool__subcmd__channel__subcmd__getciphers,ipmi)
                cmd="ripmitool__subcmd__channel__subcmd__getciphers__subcmd__ipmi"
                ;;
            ripmitool__subcmd__channel__subcmd__getciphers,sol)
                cmd="ripmitool__subcmd__channel__subcmd__getciphers__subcmd__sol"
                ;;
            ripmitool__subcmd__channel__subcmd__setkg,hex)
                cmd="ripmitool__subcmd__channel__subcmd__setkg__subcmd__hex"
                ;;
            ripmitool__subcmd__channel__subcmd__setkg,plain)
                cmd="ripmitool__subcmd__channel__subcmd__setkg__subcmd__plain"
                ;;
            ripmitool__subcmd__chassis,bootdev)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev"
                ;;
            ripmitool__subcmd__chassis,bootmbox)
                cmd="ripmitool__subcmd__chassis__subcmd__bootmbox"
                ;;
            ripmitool__subcmd__chassis,bootparam)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam"
                ;;
            ripmitool__subcmd__chassis,identify)
                cmd="ripmitool__subcmd__chassis__subcmd__identify"
                ;;
            ripmitool__subcmd__chassis,poh)
                cmd="ripmitool__subcmd__chassis__subcmd__poh"
                ;;
            ripmitool__subcmd__chassis,policy)
                cmd="ripmitool__subcmd__chassis__subcmd__policy"
                ;;
            ripmitool__subcmd__chassis,power)
                cmd="ripmitool__subcmd__chassis__subcmd__power"
                ;;
            ripmitool__subcmd__chassis,restart_cause)
                cmd="ripmitool__subcmd__chassis__subcmd__restart_cause"
                ;;
            ripmitool__subcmd__chassis,selftest)
                cmd="ripmitool__subcmd__chassis__subcmd__selftest"
                ;;
            ripmitool__subcmd__chassis,status)
                cmd="ripmitool__subcmd__chassis__subcmd__status"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootdev,bios)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__bios"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootdev,cdrom)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__cdrom"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootdev,diag)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__diag"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootdev,disk)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__disk"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootdev,floppy)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__floppy"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootdev,none)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__none"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootdev,pxe)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__pxe"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootdev,safe)
                cmd="ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__safe"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootmbox,get)
                cmd="ripmitool__subcmd__chassis__subcmd__bootmbox__subcmd__get"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootmbox,set)
                cmd="ripmitool__subcmd__chassis__subcmd__bootmbox__subcmd__set"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam,get)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__get"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam,set)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set,bootflag)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag,bios)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__bios"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag,cdrom)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__cdrom"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag,diag)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__diag"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag,disk)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__disk"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag,floppy)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__floppy"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag,none)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__none"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag,pxe)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__pxe"
                ;;
            ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag,safe)
                cmd="ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__safe"
                ;;
            ripmitool__subcmd__chassis__subcmd__identify,force)
                cmd="ripmitool__subcmd__chassis__subcmd__identify__subcmd__force"
                ;;
            ripmitool__subcmd__chassis__subcmd__policy,always-off)
                cmd="ripmitool__subcmd__chassis__subcmd__policy__subcmd__always__subcmd__off"
                ;;
            ripmitool__subcmd__chassis__subcmd__policy,always-on)
                cmd="ripmitool__subcmd__chassis__subcmd__policy__subcmd__always__subcmd__on"
                ;;
            ripmitool__subcmd__chassis__subcmd__policy,list)
                cmd="ripmitool__subcmd__chassis__subcmd__policy__subcmd__list"
                ;;
            ripmitool__subcmd__chassis__subcmd__policy,previous)
                cmd="ripmitool__subcmd__chassis__subcmd__policy__subcmd__previous"
                ;;
            ripmitool__subcmd__chassis__subcmd__power,cycle)
                cmd="ripmitool__subcmd__chassis__subcmd__power__subcmd__cycle"
                ;;
            ripmitool__subcmd__chassis__subcmd__power,diag)
                cmd="ripmitool__subcmd__chassis__subcmd__power__subcmd__diag"
                ;;
            ripmitool__subcmd__chassis__subcmd__power,off)
                cmd="ripmitool__subcmd__chassis__subcmd__power__subcmd__off"
                ;;
            ripmitool__subcmd__chassis__subcmd__power,on)
                cmd="ripmitool__subcmd__chassis__subcmd__power__subcmd__on"
                ;;
            ripmitool__subcmd__chassis__subcmd__power,reset)
                cmd="ripmitool__subcmd__chassis__subcmd__power__subcmd__reset"
                ;;
            ripmitool__subcmd__chassis__subcmd__power,soft)
                cmd="ripmitool__subcmd__chassis__subcmd__power__subcmd__soft"
                ;;
            ripmitool__subcmd__chassis__subcmd__power,status)
                cmd="ripmitool__subcmd__chassis__subcmd__power__subcmd__status"
                ;;
            ripmitool__subcmd__dcmi,asset_tag)
                cmd="ripmitool__subcmd__dcmi__subcmd__asset_tag"
                ;;
            ripmitool__subcmd__dcmi,discover)
                cmd="ripmitool__subcmd__dcmi__subcmd__discover"
                ;;
            ripmitool__subcmd__dcmi,get_conf_param)
                cmd="ripmitool__subcmd__dcmi__subcmd__get_conf_param"
                ;;
            ripmitool__subcmd__dcmi,get_mc_id_string)
                cmd="ripmitool__subcmd__dcmi__subcmd__get_mc_id_string"
                ;;
            ripmitool__subcmd__dcmi,get_temp_reading)
                cmd="ripmitool__subcmd__dcmi__subcmd__get_temp_reading"
                ;;
            ripmitool__subcmd__dcmi,help)
                cmd="ripmitool__subcmd__dcmi__subcmd__help"
                ;;
            ripmitool__subcmd__dcmi,oob_discover)
                cmd="ripmitool__subcmd__dcmi__subcmd__oob_discover"
                ;;
            ripmitool__subcmd__dcmi,power)
                cmd="ripmitool__subcmd__dcmi__subcmd__power"
                ;;
            ripmitool__subcmd__dcmi,sensors)
                cmd="ripmitool__subcmd__dcmi__subcmd__sensors"
                ;;
            ripmitool__subcmd__dcmi,set_asset_tag)
                cmd="ripmitool__subcmd__dcmi__subcmd__set_asset_tag"
                ;;
            ripmitool__subcmd__dcmi,set_conf_param)
                cmd="ripmitool__subcmd__dcmi__subcmd__set_conf_param"
                ;;
            ripmitool__subcmd__dcmi,set_mc_id_string)
                cmd="ripmitool__subcmd__dcmi__subcmd__set_mc_id_string"
                ;;
            ripmitool__subcmd__dcmi,thermalpolicy)
                cmd="ripmitool__subcmd__dcmi__subcmd__thermalpolicy"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power,activate)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__activate"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power,deactivate)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__deactivate"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power,get_limit)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__get_limit"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power,help)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__help"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power,reading)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power,set_limit)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,15_min)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__15_min"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,15_sec)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__15_sec"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,1_hour)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__1_hour"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,1_min)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__1_min"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,30_min)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__30_min"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,30_sec)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__30_sec"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,3_min)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__3_min"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,5_sec)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__5_sec"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading,7_min)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__7_min"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit,action)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit__subcmd__action"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit,correction)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit__subcmd__correction"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit,limit)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit__subcmd__limit"
                ;;
            ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit,sample)
                cmd="ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit__subcmd__sample"
                ;;
            ripmitool__subcmd__dcmi__subcmd__set_conf_param,activate_dhcp)
                cmd="ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__activate_dhcp"
                ;;
            ripmitool__subcmd__dcmi__subcmd__set_conf_param,dhcp_config)
                cmd="ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__dhcp_config"
                ;;
            ripmitool__subcmd__dcmi__subcmd__set_conf_param,init)
                cmd="ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__init"
                ;;
            ripmitool__subcmd__dcmi__subcmd__set_conf_param,retry)
                cmd="ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__retry"
                ;;
            ripmitool__subcmd__dcmi__subcmd__set_conf_param,timeout)
                cmd="ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__timeout"
                ;;
            ripmitool__subcmd__dcmi__subcmd__thermalpolicy,get)
                cmd="ripmitool__subcmd__dcmi__subcmd__thermalpolicy__subcmd__get"
                ;;
            ripmitool__subcmd__dcmi__subcmd__thermalpolicy,help)
                cmd="ripmitool__subcmd__dcmi__subcmd__thermalpolicy__subcmd__help"
                ;;
            ripmitool__subcmd__dcmi__subcmd__thermalpolicy,set)
                cmd="ripmitool__subcmd__dcmi__subcmd__thermalpolicy__subcmd__set"
                ;;
            ripmitool__subcmd__event,1)
                cmd="ripmitool__subcmd__event__subcmd__1"
                ;;
            ripmitool__subcmd__event,2)
                cmd="ripmitool__subcmd__event__subcmd__2"
                ;;
            ripmitool__subcmd__event,3)
                cmd="ripmitool__subcmd__event__subcmd__3"
                ;;
            ripmitool__subcmd__event,file)
                cmd="ripmitool__subcmd__event__subcmd__file"
                ;;
            ripmitool__subcmd__event,help)
                cmd="ripmitool__subcmd__event__subcmd__help"
                ;;
            ripmitool__subcmd__firewall,disable)
                cmd="ripmitool__subcmd__firewall__subcmd__disable"
                ;;
            ripmitool__subcmd__firewall,enable)
                cmd="ripmitool__subcmd__firewall__subcmd__enable"
                ;;
            ripmitool__subcmd__firewall,help)
                cmd="ripmitool__subcmd__firewall__subcmd__help"
                ;;
            ripmitool__subcmd__firewall,info)
                cmd="ripmitool__subcmd__firewall__subcmd__info"
                ;;
            ripmitool__subcmd__firewall,reset)
                cmd="ripmitool__subcmd__firewall__subcmd__reset"
                ;;
            ripmitool__subcmd__fru,edit)
                cmd="ripmitool__subcmd__fru__subcmd__edit"
                ;;
            ripmitool__subcmd__fru,get)
                cmd="ripmitool__subcmd__fru__subcmd__get"
                ;;
            ripmitool__subcmd__fru,help)
                cmd="ripmitool__subcmd__fru__subcmd__help"
                ;;
            ripmitool__subcmd__fru,internaluse)
                cmd="ripmitool__subcmd__fru__subcmd__internaluse"
                ;;
            ripmitool__subcmd__fru,list)
                cmd="ripmitool__subcmd__fru__subcmd__list"
                ;;
            ripmitool__subcmd__fru,print)
                cmd="ripmitool__subcmd__fru__subcmd__print"
                ;;
            ripmitool__subcmd__fru,read)
                cmd="ripmitool__subcmd__fru__subcmd__read"
                ;;
            ripmitool__subcmd__fru,upgEkey)
                cmd="ripmitool__subcmd__fru__subcmd__upgEkey"
                ;;
            ripmitool__subcmd__fru,write)
                cmd="ripmitool__subcmd__fru__subcmd__write"
                ;;
            ripmitool__subcmd__gendev,help)
                cmd="ripmitool__subcmd__gendev__subcmd__help"
                ;;
            ripmitool__subcmd__gendev,list)
                cmd="ripmitool__subcmd__gendev__subcmd__list"
                ;;
            ripmitool__subcmd__gendev,read)
                cmd="ripmitool__subcmd__gendev__subcmd__read"
                ;;
            ripmitool__subcmd__gendev,write)
                cmd="ripmitool__subcmd__gendev__subcmd__write"
                ;;
            ripmitool__subcmd__isol,activate)
                cmd="ripmitool__subcmd__isol__subcmd__activate"
                ;;
            ripmitool__subcmd__isol,help)
                cmd="ripmitool__subcmd__isol__subcmd__help"
                ;;
            ripmitool__subcmd__isol,info)
                cmd="ripmitool__subcmd__isol__subcmd__info"
                ;;
            ripmitool__subcmd__isol,set)
                cmd="ripmitool__subcmd__isol__subcmd__set"
                ;;
            ripmitool__subcmd__isol__subcmd__set,bit-rate)
                cmd="ripmitool__subcmd__isol__subcmd__set__subcmd__bit__subcmd__rate"
                ;;
            ripmitool__subcmd__isol__subcmd__set,enabled)
                cmd="ripmitool__subcmd__isol__subcmd__set__subcmd__enabled"
                ;;
            ripmitool__subcmd__isol__subcmd__set,privilege-level)
                cmd="ripmitool__subcmd__isol__subcmd__set__subcmd__privilege__subcmd__level"
                ;;
            ripmitool__subcmd__lan,alert)
                cmd="ripmitool__subcmd__lan__subcmd__alert"
                ;;
            ripmitool__subcmd__lan,apply)
                cmd="ripmitool__subcmd__lan__subcmd__apply"
                ;;
            ripmitool__subcmd__lan,help)
                cmd="ripmitool__subcmd__lan__subcmd__help"
                ;;
            ripmitool__subcmd__lan,print)
                cmd="ripmitool__subcmd__lan__subcmd__print"
                ;;
            ripmitool__subcmd__lan,set)
                cmd="ripmitool__subcmd__lan__subcmd__set"
                ;;
            ripmitool__subcmd__lan,stats)
                cmd="ripmitool__subcmd__lan__subcmd__stats"
                ;;
            ripmitool__subcmd__lan6,commit)
                cmd="ripmitool__subcmd__lan6__subcmd__commit"
                ;;
            ripmitool__subcmd__lan6,discard)
                cmd="ripmitool__subcmd__lan6__subcmd__discard"
                ;;
            ripmitool__subcmd__lan6,help)
                cmd="ripmitool__subcmd__lan6__subcmd__help"
                ;;
            ripmitool__subcmd__lan6,lock)
                cmd="ripmitool__subcmd__lan6__subcmd__lock"
                ;;
            ripmitool__subcmd__lan6,print)
                cmd="ripmitool__subcmd__lan6__subcmd__print"
                ;;
            ripmitool__subcmd__lan6,save)
                cmd="ripmitool__subcmd__lan6__subcmd__save"
                ;;
            ripmitool__subcmd__lan6,set)
                cmd="ripmitool__subcmd__lan6__subcmd__set"
                ;;
            ripmitool__subcmd__lan__subcmd__alert,print)
                cmd="ripmitool__subcmd__lan__subcmd__alert__subcmd__print"
                ;;
            ripmitool__subcmd__lan__subcmd__alert,set)
                cmd="ripmitool__subcmd__lan__subcmd__alert__subcmd__set"
                ;;
            ripmitool__subcmd__lan__subcmd__set,access)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__access"
                ;;
            ripmitool__subcmd__lan__subcmd__set,alert)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__alert"
                ;;
            ripmitool__subcmd__lan__subcmd__set,arp)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__arp"
                ;;
            ripmitool__subcmd__lan__subcmd__set,auth)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__auth"
                ;;
            ripmitool__subcmd__lan__subcmd__set,bad_pass_thresh)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__bad_pass_thresh"
                ;;
            ripmitool__subcmd__lan__subcmd__set,bakgw)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__bakgw"
                ;;
            ripmitool__subcmd__lan__subcmd__set,cipher_privs)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__cipher_privs"
                ;;
            ripmitool__subcmd__lan__subcmd__set,defgw)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__defgw"
                ;;
            ripmitool__subcmd__lan__subcmd__set,ipaddr)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__ipaddr"
                ;;
            ripmitool__subcmd__lan__subcmd__set,ipsrc)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__ipsrc"
                ;;
            ripmitool__subcmd__lan__subcmd__set,macaddr)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__macaddr"
                ;;
            ripmitool__subcmd__lan__subcmd__set,netmask)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__netmask"
                ;;
            ripmitool__subcmd__lan__subcmd__set,password)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__password"
                ;;
            ripmitool__subcmd__lan__subcmd__set,snmp)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__snmp"
                ;;
            ripmitool__subcmd__lan__subcmd__set,user)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__user"
                ;;
            ripmitool__subcmd__lan__subcmd__set,vlan)
                cmd="ripmitool__subcmd__lan__subcmd__set__subcmd__vlan"
                ;;
            ripmitool__subcmd__lan__subcmd__stats,clear)
                cmd="ripmitool__subcmd__lan__subcmd__stats__subcmd__clear"
                ;;
            ripmitool__subcmd__lan__subcmd__stats,get)
                cmd="ripmitool__subcmd__lan__subcmd__stats__subcmd__get"
                ;;
            ripmitool__subcmd__mc,getenables)
                cmd="ripmitool__subcmd__mc__subcmd__getenables"
                ;;
            ripmitool__subcmd__mc,getsysinfo)
                cmd="ripmitool__subcmd__mc__subcmd__getsysinfo"
                ;;
            ripmitool__subcmd__mc,guid)
                cmd="ripmitool__subcmd__mc__subcmd__guid"
                ;;
            ripmitool__subcmd__mc,info)
                cmd="ripmitool__subcmd__mc__subcmd__info"
                ;;
            ripmitool__subcmd__mc,reset)
                cmd="ripmitool__subcmd__mc__subcmd__reset"
                ;;
            ripmitool__subcmd__mc,selftest)
                cmd="ripmitool__subcmd__mc__subcmd__selftest"
                ;;
            ripmitool__subcmd__mc,setenables)
                cmd="ripmitool__subcmd__mc__subcmd__setenables"
                ;;
            ripmitool__subcmd__mc,setsysinfo)
                cmd="ripmitool__subcmd__mc__subcmd__setsysinfo"
                ;;
            ripmitool__subcmd__mc,watchdog)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog"
                ;;
            ripmitool__subcmd__mc__subcmd__getsysinfo,delloem_os_version)
                cmd="ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__delloem_os_version"
                ;;
            ripmitool__subcmd__mc__subcmd__getsysinfo,delloem_url)
                cmd="ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__delloem_url"
                ;;
            ripmitool__subcmd__mc__subcmd__getsysinfo,os_name)
                cmd="ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__os_name"
                ;;
            ripmitool__subcmd__mc__subcmd__getsysinfo,primary_os_name)
                cmd="ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__primary_os_name"
                ;;
            ripmitool__subcmd__mc__subcmd__getsysinfo,system_fw_version)
                cmd="ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__system_fw_version"
                ;;
            ripmitool__subcmd__mc__subcmd__getsysinfo,system_name)
                cmd="ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__system_name"
                ;;
            ripmitool__subcmd__mc__subcmd__guid,auto)
                cmd="ripmitool__subcmd__mc__subcmd__guid__subcmd__auto"
                ;;
            ripmitool__subcmd__mc__subcmd__guid,dump)
                cmd="ripmitool__subcmd__mc__subcmd__guid__subcmd__dump"
                ;;
            ripmitool__subcmd__mc__subcmd__guid,ipmi)
                cmd="ripmitool__subcmd__mc__subcmd__guid__subcmd__ipmi"
                ;;
            ripmitool__subcmd__mc__subcmd__guid,rfc)
                cmd="ripmitool__subcmd__mc__subcmd__guid__subcmd__rfc"
                ;;
            ripmitool__subcmd__mc__subcmd__guid,smbios)
                cmd="ripmitool__subcmd__mc__subcmd__guid__subcmd__smbios"
                ;;
            ripmitool__subcmd__mc__subcmd__reset,cold)
                cmd="ripmitool__subcmd__mc__subcmd__reset__subcmd__cold"
                ;;
            ripmitool__subcmd__mc__subcmd__reset,warm)
                cmd="ripmitool__subcmd__mc__subcmd__reset__subcmd__warm"
                ;;
            ripmitool__subcmd__mc__subcmd__setenables,event_msg)
                cmd="ripmitool__subcmd__mc__subcmd__setenables__subcmd__event_msg"
                ;;
            ripmitool__subcmd__mc__subcmd__setenables,event_msg_intr)
                cmd="ripmitool__subcmd__mc__subcmd__setenables__subcmd__event_msg_intr"
                ;;
            ripmitool__subcmd__mc__subcmd__setenables,oem0)
                cmd="ripmitool__subcmd__mc__subcmd__setenables__subcmd__oem0"
                ;;
            ripmitool__subcmd__mc__subcmd__setenables,oem1)
                cmd="ripmitool__subcmd__mc__subcmd__setenables__subcmd__oem1"
                ;;
            ripmitool__subcmd__mc__subcmd__setenables,oem2)
                cmd="ripmitool__subcmd__mc__subcmd__setenables__subcmd__oem2"
                ;;
            ripmitool__subcmd__mc__subcmd__setenables,recv_msg_intr)
                cmd="ripmitool__subcmd__mc__subcmd__setenables__subcmd__recv_msg_intr"
                ;;
            ripmitool__subcmd__mc__subcmd__setenables,system_event_log)
                cmd="ripmitool__subcmd__mc__subcmd__setenables__subcmd__system_event_log"
                ;;
            ripmitool__subcmd__mc__subcmd__setsysinfo,delloem_os_version)
                cmd="ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__delloem_os_version"
                ;;
            ripmitool__subcmd__mc__subcmd__setsysinfo,delloem_url)
                cmd="ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__delloem_url"
                ;;
            ripmitool__subcmd__mc__subcmd__setsysinfo,os_name)
                cmd="ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__os_name"
                ;;
            ripmitool__subcmd__mc__subcmd__setsysinfo,primary_os_name)
                cmd="ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__primary_os_name"
                ;;
            ripmitool__subcmd__mc__subcmd__setsysinfo,system_fw_version)
                cmd="ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__system_fw_version"
                ;;
            ripmitool__subcmd__mc__subcmd__setsysinfo,system_name)
                cmd="ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__system_name"
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog,get)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__get"
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog,off)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__off"
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog,reset)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__reset"
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog,set)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set"
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set,action=)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__action="
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set,clear=)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__clear="
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set,dontstop)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__dontstop"
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set,int=)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__int="
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set,nolog)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__nolog"
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set,pretimeout=)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__pretimeout="
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set,timeout=)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__timeout="
                ;;
            ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set,use=)
                cmd="ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__use="
                ;;
            ripmitool__subcmd__nm,alert)
                cmd="ripmitool__subcmd__nm__subcmd__alert"
                ;;
            ripmitool__subcmd__nm,capability)
                cmd="ripmitool__subcmd__nm__subcmd__capability"
                ;;
            ripmitool__subcmd__nm,control)
                cmd="ripmitool__subcmd__nm__subcmd__control"
                ;;
            ripmitool__subcmd__nm,discover)
                cmd="ripmitool__subcmd__nm__subcmd__discover"
                ;;
            ripmitool__subcmd__nm,help)
                cmd="ripmitool__subcmd__nm__subcmd__help"
                ;;
            ripmitool__subcmd__nm,policy)
                cmd="ripmitool__subcmd__nm__subcmd__policy"
                ;;
            ripmitool__subcmd__nm,power)
                cmd="ripmitool__subcmd__nm__subcmd__power"
                ;;
            ripmitool__subcmd__nm,reset)
                cmd="ripmitool__subcmd__nm__subcmd__reset"
                ;;
            ripmitool__subcmd__nm,statistics)
                cmd="ripmitool__subcmd__nm__subcmd__statistics"
                ;;
            ripmitool__subcmd__nm,suspend)
                cmd="ripmitool__subcmd__nm__subcmd__suspend"
                ;;
            ripmitool__subcmd__nm,threshold)
                cmd="ripmitool__subcmd__nm__subcmd__threshold"
                ;;
            ripmitool__subcmd__nm__subcmd__alert,clear)
                cmd="ripmitool__subcmd__nm__subcmd__alert__subcmd__clear"
                ;;
            ripmitool__subcmd__nm__subcmd__alert,get)
                cmd="ripmitool__subcmd__nm__subcmd__alert__subcmd__get"
                ;;
            ripmitool__subcmd__nm__subcmd__alert,set)
                cmd="ripmitool__subcmd__nm__subcmd__alert__subcmd__set"
                ;;
            ripmitool__subcmd__nm__subcmd__control,disable)
                cmd="ripmitool__subcmd__nm__subcmd__control__subcmd__disable"
                ;;
            ripmitool__subcmd__nm__subcmd__control,enable)
                cmd="ripmitool__subcmd__nm__subcmd__control__subcmd__enable"
                ;;
            ripmitool__subcmd__nm__subcmd__control__subcmd__disable,global)
                cmd="ripmitool__subcmd__nm__subcmd__control__subcmd__disable__subcmd__global"
                ;;
            ripmitool__subcmd__nm__subcmd__control__subcmd__disable,per_domain)
                cmd="ripmitool__subcmd__nm__subcmd__control__subcmd__disable__subcmd__per_domain"
                ;;
            ripmitool__subcmd__nm__subcmd__control__subcmd__disable,per_policy)
                cmd="ripmitool__subcmd__nm__subcmd__control__subcmd__disable__subcmd__per_policy"
                ;;
            ripmitool__subcmd__nm__subcmd__control__subcmd__enable,global)
                cmd="ripmitool__subcmd__nm__subcmd__control__subcmd__enable__subcmd__global"
                ;;
            ripmitool__subcmd__nm__subcmd__control__subcmd__enable,per_domain)
                cmd="ripmitool__subcmd__nm__subcmd__control__subcmd__enable__subcmd__per_domain"
                ;;
            ripmitool__subcmd__nm__subcmd__control__subcmd__enable,per_policy)
                cmd="ripmitool__subcmd__nm__subcmd__control__subcmd__enable__subcmd__per_policy"
                ;;
            ripmitool__subcmd__nm__subcmd__policy,add)
                cmd="ripmitool__subcmd__nm__subcmd__policy__subcmd__add"
                ;;
            ripmitool__subcmd__nm__subcmd__policy,get)
                cmd="ripmitool__subcmd__nm__subcmd__policy__subcmd__get"
                ;;
            ripmitool__subcmd__nm__subcmd__policy,limiting)
                cmd="ripmitool__subcmd__nm__subcmd__policy__subcmd__limiting"
                ;;
            ripmitool__subcmd__nm__subcmd__policy,remove)
                cmd="ripmitool__subcmd__nm__subcmd__policy__subcmd__remove"
                ;;
            ripmitool__subcmd__nm__subcmd__reset,comm)
                cmd="ripmitool__subcmd__nm__subcmd__reset__subcmd__comm"
                ;;
            ripmitool__subcmd__nm__subcmd__reset,global)
                cmd="ripmitool__subcmd__nm__subcmd__reset__subcmd__global"
                ;;
            ripmitool__subcmd__nm__subcmd__reset,memory)
                cmd="ripmitool__subcmd__nm__subcmd__reset__subcmd__memory"
                ;;
            ripmitool__subcmd__nm__subcmd__reset,per_policy)
                cmd="ripmitool__subcmd__nm__subcmd__reset__subcmd__per_policy"
                ;;
            ripmitool__subcmd__nm__subcmd__reset,requests)
                cmd="ripmitool__subcmd__nm__subcmd__reset__subcmd__requests"
                ;;
            ripmitool__subcmd__nm__subcmd__reset,response)
                cmd="ripmitool__subcmd__nm__subcmd__reset__subcmd__response"
                ;;
            ripmitool__subcmd__nm__subcmd__reset,throttling)
                cmd="ripmitool__subcmd__nm__subcmd__reset__subcmd__throttling"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,comm_fail)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__comm_fail"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,cpu_throttling)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__cpu_throttling"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,mem_throttling)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__mem_throttling"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,policy_power)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__policy_power"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,policy_temps)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__policy_temps"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,policy_throt)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__policy_throt"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,power)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__power"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,requests)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__requests"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,response)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__response"
                ;;
            ripmitool__subcmd__nm__subcmd__statistics,temps)
                cmd="ripmitool__subcmd__nm__subcmd__statistics__subcmd__temps"
                ;;
            ripmitool__subcmd__nm__subcmd__suspend,get)
                cmd="ripmitool__subcmd__nm__subcmd__suspend__subcmd__get"
                ;;
            ripmitool__subcmd__nm__subcmd__suspend,set)
                cmd="ripmitool__subcmd__nm__subcmd__suspend__subcmd__set"
                ;;
            ripmitool__subcmd__nm__subcmd__threshold,get)
                cmd="ripmitool__subcmd__nm__subcmd__threshold__subcmd__get"
                ;;
            ripmitool__subcmd__nm__subcmd__threshold,set)
                cmd="ripmitool__subcmd__nm__subcmd__threshold__subcmd__set"
                ;;
            ripmitool__subcmd__pef,filter)
                cmd="ripmitool__subcmd__pef__subcmd__filter"
                ;;
            ripmitool__subcmd__pef,help)
                cmd="ripmitool__subcmd__pef__subcmd__help"
                ;;
            ripmitool__subcmd__pef,info)
                cmd="ripmitool__subcmd__pef__subcmd__info"
                ;;
            ripmitool__subcmd__pef,policy)
                cmd="ripmitool__subcmd__pef__subcmd__policy"
                ;;
            ripmitool__subcmd__pef,status)
                cmd="ripmitool__subcmd__pef__subcmd__status"
                ;;
            ripmitool__subcmd__pef__subcmd__filter,disable)
                cmd="ripmitool__subcmd__pef__subcmd__filter__subcmd__disable"
                ;;
            ripmitool__subcmd__pef__subcmd__filter,enable)
                cmd="ripmitool__subcmd__pef__subcmd__filter__subcmd__enable"
                ;;
            ripmitool__subcmd__pef__subcmd__filter,help)
                cmd="ripmitool__subcmd__pef__subcmd__filter__subcmd__help"
                ;;
            ripmitool__subcmd__pef__subcmd__filter,list)
                cmd="ripmitool__subcmd__pef__subcmd__filter__subcmd__list"
                ;;
            ripmitool__subcmd__pef__subcmd__policy,disable)
                cmd="ripmitool__subcmd__pef__subcmd__policy__subcmd__disable"
                ;;
            ripmitool__subcmd__pef__subcmd__policy,enable)
                cmd="ripmitool__subcmd__pef__subcmd__policy__subcmd__enable"
                ;;
            ripmitool__subcmd__pef__subcmd__policy,help)
                cmd="ripmitool__subcmd__pef__subcmd__policy__subcmd__help"
                ;;
            ripmitool__subcmd__pef__subcmd__policy,list)
                cmd="ripmitool__subcmd__pef__subcmd__policy__subcmd__list"
                ;;
            ripmitool__subcmd__power,cycle)
                cmd="ripmitool__subcmd__power__subcmd__cycle"
                ;;
            ripmitool__subcmd__power,diag)
                cmd="ripmitool__subcmd__power__subcmd__diag"
                ;;
            ripmitool__subcmd__power,off)
                cmd="ripmitool__subcmd__power__subcmd__off"
                ;;
            ripmitool__subcmd__power,on)
                cmd="ripmitool__subcmd__power__subcmd__on"
                ;;
            ripmitool__subcmd__power,reset)
                cmd="ripmitool__subcmd__power__subcmd__reset"
                ;;
            ripmitool__subcmd__power,soft)
                cmd="ripmitool__subcmd__power__subcmd__soft"
                ;;
            ripmitool__subcmd__power,status)
                cmd="ripmitool__subcmd__power__subcmd__status"
                ;;
            ripmitool__subcmd__raw,application)
                cmd="ripmitool__subcmd__raw__subcmd__application"
                ;;
            ripmitool__subcmd__raw,bridge)
                cmd="ripmitool__subcmd__raw__subcmd__bridge"
                ;;
            ripmitool__subcmd__raw,chassis)
                cmd="ripmitool__subcmd__raw__subcmd__chassis"
                ;;
            ripmitool__subcmd__raw,firmware)
                cmd="ripmitool__subcmd__raw__subcmd__firmware"
                ;;
            ripmitool__subcmd__raw,sensorevent)
                cmd="ripmitool__subcmd__raw__subcmd__sensorevent"
                ;;
            ripmitool__subcmd__raw,storage)
                cmd="ripmitool__subcmd__raw__subcmd__storage"
                ;;
            ripmitool__subcmd__raw,transport)
                cmd="ripmitool__subcmd__raw__subcmd__transport"
                ;;
            ripmitool__subcmd__sdr,dump)
                cmd="ripmitool__subcmd__sdr__subcmd__dump"
                ;;
            ripmitool__subcmd__sdr,elist)
                cmd="ripmitool__subcmd__sdr__subcmd__elist"
                ;;
            ripmitool__subcmd__sdr,entity)
                cmd="ripmitool__subcmd__sdr__subcmd__entity"
                ;;
            ripmitool__subcmd__sdr,fill)
                cmd="ripmitool__subcmd__sdr__subcmd__fill"
                ;;
            ripmitool__subcmd__sdr,get)
                cmd="ripmitool__subcmd__sdr__subcmd__get"
                ;;
            ripmitool__subcmd__sdr,help)
                cmd="ripmitool__subcmd__sdr__subcmd__help"
                ;;
            ripmitool__subcmd__sdr,info)
                cmd="ripmitool__subcmd__sdr__subcmd__info"
                ;;
            ripmitool__subcmd__sdr,list)
                cmd="ripmitool__subcmd__sdr__subcmd__list"
                ;;
            ripmitool__subcmd__sdr,type)
                cmd="ripmitool__subcmd__sdr__subcmd__type"
                ;;
            ripmitool__subcmd__sdr__subcmd__elist,all)
                cmd="ripmitool__subcmd__sdr__subcmd__elist__subcmd__all"
                ;;
            ripmitool__subcmd__sdr__subcmd__elist,compact)
                cmd="ripmitool__subcmd__sdr__subcmd__elist__subcmd__compact"
                ;;
            ripmitool__subcmd__sdr__subcmd__elist,event)
                cmd="ripmitool__subcmd__sdr__subcmd__elist__subcmd__event"
                ;;
            ripmitool__subcmd__sdr__subcmd__elist,fru)
                cmd="ripmitool__subcmd__sdr__subcmd__elist__subcmd__fru"
                ;;
            ripmitool__subcmd__sdr__subcmd__elist,full)
                cmd="ripmitool__subcmd__sdr__subcmd__elist__subcmd__full"
                ;;
            ripmitool__subcmd__sdr__subcmd__elist,generic)
                cmd="ripmitool__subcmd__sdr__subcmd__elist__subcmd__generic"
                ;;
            ripmitool__subcmd__sdr__subcmd__elist,mcloc)
                cmd="ripmitool__subcmd__sdr__subcmd__elist__subcmd__mcloc"
                ;;
            ripmitool__subcmd__sdr__subcmd__entity,list)
                cmd="ripmitool__subcmd__sdr__subcmd__entity__subcmd__list"
                ;;
            ripmitool__subcmd__sdr__subcmd__fill,file)
                cmd="ripmitool__subcmd__sdr__subcmd__fill__subcmd__file"
                ;;
            ripmitool__subcmd__sdr__subcmd__fill,nosat)
                cmd="ripmitool__subcmd__sdr__subcmd__fill__subcmd__nosat"
                ;;
            ripmitool__subcmd__sdr__subcmd__fill,range)
                cmd="ripmitool__subcmd__sdr__subcmd__fill__subcmd__range"
                ;;
            ripmitool__subcmd__sdr__subcmd__fill,sensors)
                cmd="ripmitool__subcmd__sdr__subcmd__fill__subcmd__sensors"
                ;;
            ripmitool__subcmd__sdr__subcmd__list,all)
                cmd="ripmitool__subcmd__sdr__subcmd__list__subcmd__all"
                ;;
            ripmitool__subcmd__sdr__subcmd__list,compact)
                cmd="ripmitool__subcmd__sdr__subcmd__list__subcmd__compact"
                ;;
            ripmitool__subcmd__sdr__subcmd__list,event)
                cmd="ripmitool__subcmd__sdr__subcmd__list__subcmd__event"
                ;;
            ripmitool__subcmd__sdr__subcmd__list,fru)
                cmd="ripmitool__subcmd__sdr__subcmd__list__subcmd__fru"
                ;;
            ripmitool__subcmd__sdr__subcmd__list,full)
                cmd="ripmitool__subcmd__sdr__subcmd__list__subcmd__full"
                ;;
            ripmitool__subcmd__sdr__subcmd__list,generic)
                cmd="ripmitool__subcmd__sdr__subcmd__list__subcmd__generic"
                ;;
            ripmitool__subcmd__sdr__subcmd__list,mcloc)
                cmd="ripmitool__subcmd__sdr__subcmd__list__subcmd__mcloc"
                ;;
            ripmitool__subcmd__sdr__subcmd__type,list)
                cmd="ripmitool__subcmd__sdr__subcmd__type__subcmd__list"
                ;;
            ripmitool__subcmd__sel,add)
                cmd="ripmitool__subcmd__sel__subcmd__add"
                ;;
            ripmitool__subcmd__sel,clear)
                cmd="ripmitool__subcmd__sel__subcmd__clear"
                ;;
            ripmitool__subcmd__sel,delete)
                cmd="ripmitool__subcmd__sel__subcmd__delete"
                ;;
            ripmitool__subcmd__sel,elist)
                cmd="ripmitool__subcmd__sel__subcmd__elist"
                ;;
            ripmitool__subcmd__sel,ereadraw)
                cmd="ripmitool__subcmd__sel__subcmd__ereadraw"
                ;;
            ripmitool__subcmd__sel,get)
                cmd="ripmitool__subcmd__sel__subcmd__get"
                ;;
            ripmitool__subcmd__sel,help)
                cmd="ripmitool__subcmd__sel__subcmd__help"
                ;;
            ripmitool__subcmd__sel,info)
                cmd="ripmitool__subcmd__sel__subcmd__info"
                ;;
            ripmitool__subcmd__sel,interpret)
                cmd="ripmitool__subcmd__sel__subcmd__interpret"
                ;;
            ripmitool__subcmd__sel,list)
                cmd="ripmitool__subcmd__sel__subcmd__list"
                ;;
            ripmitool__subcmd__sel,readraw)
                cmd="ripmitool__subcmd__sel__subcmd__readraw"
                ;;
            ripmitool__subcmd__sel,save)
                cmd="ripmitool__subcmd__sel__subcmd__save"
                ;;
            ripmitool__subcmd__sel,time)
                cmd="ripmitool__subcmd__sel__subcmd__time"
                ;;
            ripmitool__subcmd__sel,watch)
                cmd="ripmitool__subcmd__sel__subcmd__watch"
                ;;
            ripmitool__subcmd__sel,writeraw)
                cmd="ripmitool__subcmd__sel__subcmd__writeraw"
                ;;
            ripmitool__subcmd__sel__subcmd__elist,first)
                cmd="ripmitool__subcmd__sel__subcmd__elist__subcmd__first"
                ;;
            ripmitool__subcmd__sel__subcmd__elist,last)
                cmd="ripmitool__subcmd__sel__subcmd__elist__subcmd__last"
                ;;
            ripmitool__subcmd__sel__subcmd__list,first)
                cmd="ripmitool__subcmd__sel__subcmd__list__subcmd__first"
                ;;
            ripmitool__subcmd__sel__subcmd__list,last)
                cmd="ripmitool__subcmd__sel__subcmd__list__subcmd__last"
                ;;
            ripmitool__subcmd__sel__subcmd__time,get)
                cmd="ripmitool__subcmd__sel__subcmd__time__subcmd__get"
                ;;
            ripmitool__subcmd__sel__subcmd__time,set)
                cmd="ripmitool__subcmd__sel__subcmd__time__subcmd__set"
                ;;
            ripmitool__subcmd__sensor,get)
                cmd="ripmitool__subcmd__sensor__subcmd__get"
                ;;
            ripmitool__subcmd__sensor,list)
                cmd="ripmitool__subcmd__sensor__subcmd__list"
                ;;
            ripmitool__subcmd__sensor,reading)
                cmd="ripmitool__subcmd__sensor__subcmd__reading"
                ;;
            ripmitool__subcmd__sensor,thresh)
                cmd="ripmitool__subcmd__sensor__subcmd__thresh"
                ;;
            ripmitool__subcmd__sensor,watch)
                cmd="ripmitool__subcmd__sensor__subcmd__watch"
                ;;
            ripmitool__subcmd__session,info)
                cmd="ripmitool__subcmd__session__subcmd__info"
                ;;
            ripmitool__subcmd__session__subcmd__info,active)
                cmd="ripmitool__subcmd__session__subcmd__info__subcmd__active"
                ;;
            ripmitool__subcmd__session__subcmd__info,all)
                cmd="ripmitool__subcmd__session__subcmd__info__subcmd__all"
                ;;
            ripmitool__subcmd__session__subcmd__info,handle)
                cmd="ripmitool__subcmd__session__subcmd__info__subcmd__handle"
                ;;
            ripmitool__subcmd__session__subcmd__info,id)
                cmd="ripmitool__subcmd__session__subcmd__info__subcmd__id"
                ;;
            ripmitool__subcmd__set,authtype)
                cmd="ripmitool__subcmd__set__subcmd__authtype"
                ;;
            ripmitool__subcmd__set,csv)
                cmd="ripmitool__subcmd__set__subcmd__csv"
                ;;
            ripmitool__subcmd__set,hostname)
                cmd="ripmitool__subcmd__set__subcmd__hostname"
                ;;
            ripmitool__subcmd__set,localaddr)
                cmd="ripmitool__subcmd__set__subcmd__localaddr"
                ;;
            ripmitool__subcmd__set,password)
                cmd="ripmitool__subcmd__set__subcmd__password"
                ;;
            ripmitool__subcmd__set,port)
                cmd="ripmitool__subcmd__set__subcmd__port"
                ;;
            ripmitool__subcmd__set,privlvl)
                cmd="ripmitool__subcmd__set__subcmd__privlvl"
                ;;
            ripmitool__subcmd__set,targetaddr)
                cmd="ripmitool__subcmd__set__subcmd__targetaddr"
                ;;
            ripmitool__subcmd__set,username)
                cmd="ripmitool__subcmd__set__subcmd__username"
                ;;
            ripmitool__subcmd__set,verbose)
                cmd="ripmitool__subcmd__set__subcmd__verbose"
                ;;
            ripmitool__subcmd__sol,activate)
                cmd="ripmitool__subcmd__sol__subcmd__activate"
                ;;
            ripmitool__subcmd__sol,deactivate)
                cmd="ripmitool__subcmd__sol__subcmd__deactivate"
                ;;
            ripmitool__subcmd__sol,help)
                cmd="ripmitool__subcmd__sol__subcmd__help"
                ;;
            ripmitool__subcmd__sol,info)
                cmd="ripmitool__subcmd__sol__subcmd__info"
                ;;
            ripmitool__subcmd__sol,looptest)
                cmd="ripmitool__subcmd__sol__subcmd__looptest"
                ;;
            ripmitool__subcmd__sol,payload)
                cmd="ripmitool__subcmd__sol__subcmd__payload"
                ;;
            ripmitool__subcmd__sol,set)
                cmd="ripmitool__subcmd__sol__subcmd__set"
                ;;
            ripmitool__subcmd__sol__subcmd__payload,disable)
                cmd="ripmitool__subcmd__sol__subcmd__payload__subcmd__disable"
                ;;
            ripmitool__subcmd__sol__subcmd__payload,enable)
                cmd="ripmitool__subcmd__sol__subcmd__payload__subcmd__enable"
                ;;
            ripmitool__subcmd__sol__subcmd__payload,status)
                cmd="ripmitool__subcmd__sol__subcmd__payload__subcmd__status"
                ;;
            ripmitool__subcmd__sol__subcmd__set,character-accumulate-level)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__character__subcmd__accumulate__subcmd__level"
                ;;
            ripmitool__subcmd__sol__subcmd__set,character-send-threshold)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__character__subcmd__send__subcmd__threshold"
                ;;
            ripmitool__subcmd__sol__subcmd__set,enabled)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__enabled"
                ;;
            ripmitool__subcmd__sol__subcmd__set,force-authentication)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__force__subcmd__authentication"
                ;;
            ripmitool__subcmd__sol__subcmd__set,force-encryption)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__force__subcmd__encryption"
                ;;
            ripmitool__subcmd__sol__subcmd__set,non-volatile-bit-rate)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__non__subcmd__volatile__subcmd__bit__subcmd__rate"
                ;;
            ripmitool__subcmd__sol__subcmd__set,privilege-level)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__privilege__subcmd__level"
                ;;
            ripmitool__subcmd__sol__subcmd__set,retry-count)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__retry__subcmd__count"
                ;;
            ripmitool__subcmd__sol__subcmd__set,retry-interval)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__retry__subcmd__interval"
                ;;
            ripmitool__subcmd__sol__subcmd__set,set-in-progress)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__set__subcmd__in__subcmd__progress"
                ;;
            ripmitool__subcmd__sol__subcmd__set,volatile-bit-rate)
                cmd="ripmitool__subcmd__sol__subcmd__set__subcmd__volatile__subcmd__bit__subcmd__rate"
                ;;
            ripmitool__subcmd__user,disable)
                cmd="ripmitool__subcmd__user__subcmd__disable"
                ;;
            ripmitool__subcmd__user,enable)
                cmd="ripmitool__subcmd__user__subcmd__enable"
                ;;
            ripmitool__subcmd__user,list)
                cmd="ripmitool__subcmd__user__subcmd__list"
                ;;
            ripmitool__subcmd__user,priv)
                cmd="ripmitool__subcmd__user__subcmd__priv"
                ;;
            ripmitool__subcmd__user,set)
                cmd="ripmitool__subcmd__user__subcmd__set"
                ;;
            ripmitool__subcmd__user,summary)
                cmd="ripmitool__subcmd__user__subcmd__summary"
                ;;
            ripmitool__subcmd__user,test)
                cmd="ripmitool__subcmd__user__subcmd__test"
                ;;
            ripmitool__subcmd__user__subcmd__set,name)
                cmd="ripmitool__subcmd__user__subcmd__set__subcmd__name"
                ;;
            ripmitool__subcmd__user__subcmd__set,password)
                cmd="ripmitool__subcmd__user__subcmd__set__subcmd__password"
                ;;
            *)
                ;;
        esac
    done

    case "${cmd}" in
        ripmitool)
            opts="-h -V -v -c -d -I -H -p -U -f -z -S -D -4 -6 -a -Y -e -C -k -y -L -A -P -E -K -m -b -t -B -T -l -o -O -N -R -Z -W --json --format --deadline --exit-codes --quirks --min-cipher --allow-cleartext --password-command --no-argv-secrets --insecure-file --wait --interval --or-on --dry-run --inflight --no-cache --cache-dir --takeover --reconnect --dead-after --log --timestamp --help --version raw i2c spd lan chassis power mc bmc sdr sensor fru gendev sel pef event sol tsol isol firewall user channel session dcmi nm exec shell set echo lan6 help mock-bmc"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 1 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                -d)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -I)
                    COMPREPLY=($(compgen -W "open lan lanplus mock" -- "${cur}"))
                    return 0
                    ;;
                -H)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -p)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -U)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -f)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                -z)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -S)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                -D)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -e)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -C)
                    COMPREPLY=($(compgen -W "17 3 8 12 0 1 2 6 7 11 15 16" -- "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -y)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -L)
                    COMPREPLY=($(compgen -W "CALLBACK USER OPERATOR ADMINISTRATOR" -- "${cur}"))
                    return 0
                    ;;
                -A)
                    COMPREPLY=($(compgen -W "NONE PASSWORD MD5 MD2 OEM" -- "${cur}"))
                    return 0
                    ;;
                -P)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -m)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -b)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -t)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -B)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -T)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -l)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -o)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -O)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                -N)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -R)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                -W)
                    COMPREPLY=("${cur}")
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o nospace
                    fi
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "text csv json table" -- "${cur}"))
                    return 0
                    ;;
                --deadline)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --exit-codes)
                    COMPREPLY=($(compgen -W "plain detailed" -- "${cur}"))
                    return 0
                    ;;
                --quirks)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --min-cipher)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --password-command)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --wait)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --interval)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --inflight)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --cache-dir)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --dead-after)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --log)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc)
            opts="info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__getenables)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__getsysinfo)
            opts="system_fw_version primary_os_name os_name system_name delloem_os_version delloem_url"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__delloem_os_version)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__delloem_url)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__os_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__primary_os_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__system_fw_version)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__getsysinfo__subcmd__system_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__guid)
            opts="auto smbios ipmi rfc dump"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__guid__subcmd__auto)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__guid__subcmd__dump)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__guid__subcmd__ipmi)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__guid__subcmd__rfc)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__guid__subcmd__smbios)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__reset)
            opts="warm cold"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__reset__subcmd__cold)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__reset__subcmd__warm)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__selftest)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setenables)
            opts="recv_msg_intr event_msg_intr event_msg system_event_log oem0 oem1 oem2"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setenables__subcmd__event_msg)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setenables__subcmd__event_msg_intr)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setenables__subcmd__oem0)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setenables__subcmd__oem1)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setenables__subcmd__oem2)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setenables__subcmd__recv_msg_intr)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setenables__subcmd__system_event_log)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setsysinfo)
            opts="system_fw_version primary_os_name os_name system_name delloem_os_version delloem_url"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__delloem_os_version)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__delloem_url)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__os_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__primary_os_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__system_fw_version)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__setsysinfo__subcmd__system_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog)
            opts="get off reset set"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__off)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__reset)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set)
            opts="timeout= pretimeout= int= use= clear= action= nolog dontstop"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__action=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__clear=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__dontstop)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__int=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__nolog)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__pretimeout=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__timeout=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__bmc__subcmd__watchdog__subcmd__set__subcmd__use=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel)
            opts="authcap getaccess setaccess info getciphers setkg"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__authcap)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__getaccess)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__getciphers)
            opts="ipmi sol"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__getciphers__subcmd__ipmi)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__getciphers__subcmd__sol)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__setaccess)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__setkg)
            opts="hex plain"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__setkg__subcmd__hex)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__channel__subcmd__setkg__subcmd__plain)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis)
            opts="status power policy restart_cause poh identify selftest bootdev bootparam bootmbox"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev)
            opts="none pxe disk safe diag cdrom bios floppy"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__bios)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__cdrom)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__diag)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__disk)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__floppy)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__none)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__pxe)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootdev__subcmd__safe)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootmbox)
            opts="get set"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootmbox__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootmbox__subcmd__set)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam)
            opts="get set"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set)
            opts="bootflag"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag)
            opts="none pxe disk safe diag cdrom bios floppy"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__bios)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 6 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__cdrom)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 6 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__diag)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 6 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__disk)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 6 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__floppy)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 6 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__none)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 6 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__pxe)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 6 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__bootparam__subcmd__set__subcmd__bootflag__subcmd__safe)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 6 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__identify)
            opts="force"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__identify__subcmd__force)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__poh)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__policy)
            opts="list always-on previous always-off"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__policy__subcmd__always__subcmd__off)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__policy__subcmd__always__subcmd__on)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__policy__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__policy__subcmd__previous)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__power)
            opts="status on off cycle reset diag soft"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__power__subcmd__cycle)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__power__subcmd__diag)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__power__subcmd__off)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__power__subcmd__on)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__power__subcmd__reset)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__power__subcmd__soft)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__power__subcmd__status)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__restart_cause)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__selftest)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__chassis__subcmd__status)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi)
            opts="discover power sensors asset_tag set_asset_tag get_mc_id_string set_mc_id_string thermalpolicy get_temp_reading get_conf_param set_conf_param oob_discover help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__asset_tag)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__discover)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__get_conf_param)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__get_mc_id_string)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__get_temp_reading)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__oob_discover)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power)
            opts="reading get_limit set_limit activate deactivate help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__activate)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__deactivate)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__get_limit)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading)
            opts="5_sec 15_sec 30_sec 1_min 3_min 7_min 15_min 30_min 1_hour"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__15_min)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__15_sec)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__1_hour)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__1_min)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__30_min)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__30_sec)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__3_min)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__5_sec)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__reading__subcmd__7_min)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit)
            opts="action limit correction sample"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit__subcmd__action)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit__subcmd__correction)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit__subcmd__limit)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__power__subcmd__set_limit__subcmd__sample)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__sensors)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__set_asset_tag)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__set_conf_param)
            opts="activate_dhcp dhcp_config init timeout retry"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__activate_dhcp)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__dhcp_config)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__init)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__retry)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__set_conf_param__subcmd__timeout)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__set_mc_id_string)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__thermalpolicy)
            opts="get set help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__thermalpolicy__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__thermalpolicy__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__dcmi__subcmd__thermalpolicy__subcmd__set)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__echo)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__event)
            opts="1 2 3 file help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__event__subcmd__1)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__event__subcmd__2)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__event__subcmd__3)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__event__subcmd__file)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__event__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__exec)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__firewall)
            opts="info enable disable reset help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__firewall__subcmd__disable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__firewall__subcmd__enable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__firewall__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__firewall__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__firewall__subcmd__reset)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru)
            opts="print list read write edit internaluse get upgEkey help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__edit)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__internaluse)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__print)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__read)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__upgEkey)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__fru__subcmd__write)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__gendev)
            opts="list read write help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__gendev__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__gendev__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__gendev__subcmd__read)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__gendev__subcmd__write)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__i2c)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__isol)
            opts="info set activate help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__isol__subcmd__activate)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__isol__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__isol__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__isol__subcmd__set)
            opts="enabled privilege-level bit-rate"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__isol__subcmd__set__subcmd__bit__subcmd__rate)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__isol__subcmd__set__subcmd__enabled)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__isol__subcmd__set__subcmd__privilege__subcmd__level)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan)
            opts="print set apply alert stats help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan6)
            opts="print save set lock commit discard help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan6__subcmd__commit)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan6__subcmd__discard)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan6__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan6__subcmd__lock)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan6__subcmd__print)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan6__subcmd__save)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan6__subcmd__set)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__alert)
            opts="print set"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__alert__subcmd__print)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__alert__subcmd__set)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__apply)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__print)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set)
            opts="ipaddr netmask macaddr defgw bakgw password snmp user access alert arp vlan auth ipsrc cipher_privs bad_pass_thresh"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__access)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__alert)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__arp)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__auth)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__bad_pass_thresh)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__bakgw)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__cipher_privs)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__defgw)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__ipaddr)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__ipsrc)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__macaddr)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__netmask)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__password)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__snmp)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__user)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__set__subcmd__vlan)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__stats)
            opts="get clear"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__stats__subcmd__clear)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__lan__subcmd__stats__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc)
            opts="info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__getenables)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__getsysinfo)
            opts="system_fw_version primary_os_name os_name system_name delloem_os_version delloem_url"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__delloem_os_version)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__delloem_url)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__os_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__primary_os_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__system_fw_version)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__getsysinfo__subcmd__system_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__guid)
            opts="auto smbios ipmi rfc dump"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__guid__subcmd__auto)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__guid__subcmd__dump)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__guid__subcmd__ipmi)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__guid__subcmd__rfc)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__guid__subcmd__smbios)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__reset)
            opts="warm cold"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__reset__subcmd__cold)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__reset__subcmd__warm)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__selftest)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setenables)
            opts="recv_msg_intr event_msg_intr event_msg system_event_log oem0 oem1 oem2"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setenables__subcmd__event_msg)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setenables__subcmd__event_msg_intr)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setenables__subcmd__oem0)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setenables__subcmd__oem1)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setenables__subcmd__oem2)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setenables__subcmd__recv_msg_intr)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setenables__subcmd__system_event_log)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setsysinfo)
            opts="system_fw_version primary_os_name os_name system_name delloem_os_version delloem_url"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__delloem_os_version)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__delloem_url)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__os_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__primary_os_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__system_fw_version)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__setsysinfo__subcmd__system_name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog)
            opts="get off reset set"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__off)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__reset)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set)
            opts="timeout= pretimeout= int= use= clear= action= nolog dontstop"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__action=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__clear=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__dontstop)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__int=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__nolog)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__pretimeout=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__timeout=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mc__subcmd__watchdog__subcmd__set__subcmd__use=)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__mock__subcmd__bmc)
            opts="--vms --config --listen --user --kg --kg-hex --suites --auth-types --lockout --sessions --max-users --no-ipmi15 --lenient-roles --machine --virsh-uri --power-command --console --sol-port --model --state --fault --seed --no-duplicate-filter --guid --device-id --combined-bridging"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --vms)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --listen)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --user)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --kg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --kg-hex)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --suites)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --auth-types)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lockout)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sessions)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-users)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --machine)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --virsh-uri)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --power-command)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --console)
                    COMPREPLY=($(compgen -W "echo shell" -- "${cur}"))
                    return 0
                    ;;
                --sol-port)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --model)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --state)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fault)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --seed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --guid)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --device-id)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm)
            opts="discover capability control policy statistics power suspend reset alert threshold help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__alert)
            opts="set get clear"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__alert__subcmd__clear)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__alert__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__alert__subcmd__set)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__capability)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control)
            opts="enable disable"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control__subcmd__disable)
            opts="global per_domain per_policy"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control__subcmd__disable__subcmd__global)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control__subcmd__disable__subcmd__per_domain)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control__subcmd__disable__subcmd__per_policy)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control__subcmd__enable)
            opts="global per_domain per_policy"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control__subcmd__enable__subcmd__global)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control__subcmd__enable__subcmd__per_domain)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__control__subcmd__enable__subcmd__per_policy)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 5 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__discover)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__policy)
            opts="get add remove limiting"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__policy__subcmd__add)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__policy__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__policy__subcmd__limiting)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__policy__subcmd__remove)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__power)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__reset)
            opts="global per_policy requests response throttling memory comm"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__reset__subcmd__comm)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__reset__subcmd__global)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__reset__subcmd__memory)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__reset__subcmd__per_policy)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__reset__subcmd__requests)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__reset__subcmd__response)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__reset__subcmd__throttling)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics)
            opts="power temps policy_power policy_temps policy_throt requests response cpu_throttling mem_throttling comm_fail"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__comm_fail)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__cpu_throttling)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__mem_throttling)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__policy_power)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__policy_temps)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__policy_throt)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__power)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__requests)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__response)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__statistics__subcmd__temps)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__suspend)
            opts="set get"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__suspend__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__suspend__subcmd__set)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__threshold)
            opts="set get"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__threshold__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__nm__subcmd__threshold__subcmd__set)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef)
            opts="info status filter policy help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__filter)
            opts="list enable disable help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__filter__subcmd__disable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__filter__subcmd__enable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__filter__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__filter__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__policy)
            opts="list enable disable help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__policy__subcmd__disable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__policy__subcmd__enable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__policy__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__policy__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__pef__subcmd__status)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__power)
            opts="status on off cycle reset diag soft"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__power__subcmd__cycle)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__power__subcmd__diag)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__power__subcmd__off)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__power__subcmd__on)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__power__subcmd__reset)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__power__subcmd__soft)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__power__subcmd__status)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__raw)
            opts="chassis bridge sensorevent application firmware storage transport"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__raw__subcmd__application)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__raw__subcmd__bridge)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__raw__subcmd__chassis)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__raw__subcmd__firmware)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__raw__subcmd__sensorevent)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__raw__subcmd__storage)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__raw__subcmd__transport)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr)
            opts="list elist type get entity info dump fill help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__dump)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__elist)
            opts="all full compact event mcloc fru generic"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__elist__subcmd__all)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__elist__subcmd__compact)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__elist__subcmd__event)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__elist__subcmd__fru)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__elist__subcmd__full)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__elist__subcmd__generic)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__elist__subcmd__mcloc)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__entity)
            opts="list"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__entity__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__fill)
            opts="sensors nosat file range"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__fill__subcmd__file)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__fill__subcmd__nosat)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__fill__subcmd__range)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__fill__subcmd__sensors)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__list)
            opts="all full compact event mcloc fru generic"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__list__subcmd__all)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__list__subcmd__compact)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__list__subcmd__event)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__list__subcmd__fru)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__list__subcmd__full)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__list__subcmd__generic)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__list__subcmd__mcloc)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__type)
            opts="list"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sdr__subcmd__type__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel)
            opts="info list elist get watch delete clear time save add writeraw readraw ereadraw interpret help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__add)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__clear)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__delete)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__elist)
            opts="first last"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__elist__subcmd__first)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__elist__subcmd__last)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__ereadraw)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__interpret)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__list)
            opts="first last"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__list__subcmd__first)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__list__subcmd__last)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__readraw)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__save)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__time)
            opts="get set"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__time__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__time__subcmd__set)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__watch)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sel__subcmd__writeraw)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sensor)
            opts="list get reading thresh watch"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sensor__subcmd__get)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sensor__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sensor__subcmd__reading)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sensor__subcmd__thresh)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sensor__subcmd__watch)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__session)
            opts="info"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__session__subcmd__info)
            opts="active all id handle"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__session__subcmd__info__subcmd__active)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__session__subcmd__info__subcmd__all)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__session__subcmd__info__subcmd__handle)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__session__subcmd__info__subcmd__id)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set)
            opts="hostname username password privlvl authtype localaddr targetaddr port csv verbose"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__authtype)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__csv)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__hostname)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__localaddr)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__password)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__port)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__privlvl)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__targetaddr)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__username)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__set__subcmd__verbose)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__shell)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol)
            opts="info set payload activate deactivate looptest help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__activate)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__deactivate)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__info)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__looptest)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__payload)
            opts="enable disable status"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__payload__subcmd__disable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__payload__subcmd__enable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__payload__subcmd__status)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set)
            opts="set-in-progress enabled force-encryption force-authentication privilege-level character-accumulate-level character-send-threshold retry-count retry-interval non-volatile-bit-rate volatile-bit-rate"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__character__subcmd__accumulate__subcmd__level)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__character__subcmd__send__subcmd__threshold)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__enabled)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__force__subcmd__authentication)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__force__subcmd__encryption)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__non__subcmd__volatile__subcmd__bit__subcmd__rate)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__privilege__subcmd__level)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__retry__subcmd__count)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__retry__subcmd__interval)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__set__subcmd__in__subcmd__progress)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__sol__subcmd__set__subcmd__volatile__subcmd__bit__subcmd__rate)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__spd)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__tsol)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user)
            opts="summary list set disable enable priv test"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__disable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__enable)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__priv)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__set)
            opts="name password"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__set__subcmd__name)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__set__subcmd__password)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 4 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__summary)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        ripmitool__subcmd__user__subcmd__test)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
    esac
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _ripmitool -o nosort -o bashdefault -o default ripmitool
else
    complete -F _ripmitool -o bashdefault -o default ripmitool
fi
